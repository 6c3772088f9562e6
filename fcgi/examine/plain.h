/* SPDX-License-Identifier: EUPL-1.2
 *
 * Plain text, in the encodings that people's programs write: UTF-8, UTF-16 with
 * its mark, and what Windows wrote before (windows-1252, whose letters are
 * Latin-1's).
 */
#ifndef MINSAG_PLAIN_H
#define MINSAG_PLAIN_H

#include <stddef.h>

enum plain { PLAIN_NONE, PLAIN_UTF8, PLAIN_1252, PLAIN_UTF16 };

/*
 * In which encoding all of it is text: letters, spaces, line ends and the few
 * controls that texts have. PLAIN_NONE: it is none.
 */
enum plain
plain_find(const char *at, size_t size);

/* The media type of a text. */
const char *
plain_type(enum plain plain);

/*
 * The text in UTF-8, about most bytes of it, in whole characters and without a
 * mark. Allocated; NULL when memory is short.
 */
char *
plain_read(enum plain plain, const char *at, size_t size, size_t most);

#endif
