/* SPDX-License-Identifier: EUPL-1.2
 *
 * A file's name in plain ASCII, for clients that read nothing else. The one
 * door to utf8proc.
 */
#ifndef MINSAG_DOCUMENT_NAME_H
#define MINSAG_DOCUMENT_NAME_H

#include <stddef.h>

/*
 * Spells length bytes of UTF-8 into to, which has room for size bytes with NUL:
 * Danish letters as Danes spell them without, others without their accents,
 * spaces and hyphens of every kind as the common ones, nothing for what can't
 * be seen, and "_" for the rest and for what would end a quoted string or name a
 * folder.
 */
void
name_spell(const char *name, size_t length, char *to, size_t size);

#endif
