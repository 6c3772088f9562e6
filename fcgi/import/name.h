/* SPDX-License-Identifier: EUPL-1.2
 *
 * Names that were written in one form of Unicode and stand in another: a Mac
 * takes å apart (NFD), most others keep it together (NFC; UAX #15). The door
 * to GLib.
 */
#ifndef MINSAG_NAME_H
#define MINSAG_NAME_H

#include <stdbool.h>
#include <stddef.h>

enum name_form { NAME_COMPOSED, NAME_APART };

/*
 * Writes the name in a form, NUL-terminated. False when it is no UTF-8 or has
 * no room.
 */
bool
name_write(const char *name, enum name_form form, char *ret_name,
    size_t size) __attribute__((warn_unused_result));

/* Whether two names are the same, in whatever form. */
bool
name_is_same(const char *one, const char *other);

#endif
