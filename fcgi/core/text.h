/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes that claim to be text: UTF-8, percent-encoding, base64url.
 * Pure functions; nothing here allocates.
 */
#ifndef MINSAG_TEXT_H
#define MINSAG_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include "core/result.h"

/*
 * Whether the bytes are UTF-8 as RFC 3629 section 4 has it: no overlong form,
 * no surrogate, nothing over U+10FFFF.
 */
bool
text_is_utf8(const char *at, size_t length) must_check;

/* Number of characters (code points) in valid UTF-8. */
size_t
text_characters(const char *at, size_t length);

/*
 * Whether valid UTF-8 holds a control character: U+0000 to U+001F, U+007F to
 * U+009F. With lines, tab and line feed don't count.
 */
bool
text_has_control(const char *at, size_t length, bool lines);

/*
 * Bytes of the character that begins at, of the left ones, if it is one that
 * text_drop_unseen takes out; else 0.
 */
size_t
text_unseen(const char *at, size_t left);

/*
 * Takes out of valid UTF-8, in place, what nobody sees and what comes along
 * when text is copied: marks of direction, spaces without width, soft hyphens,
 * byte order marks. The joiners that Persian words and emoji need stay. Says how
 * many bytes are left.
 */
size_t
text_drop_unseen(char *at, size_t length);

/*
 * The first control character of valid UTF-8 other than tab and line feed, and
 * which character of the text it is, from 1; false when there is none.
 */
bool
text_find_control(const char *at, size_t length, unsigned *ret_control,
    size_t *ret_place);

/* The value of a hexadecimal digit in either case, or -1. */
int
text_hex_value(char c);

/*
 * Percent-decodes (RFC 3986 section 2.1) once. With plus, '+' means a space,
 * as in forms. to has room for length + 1 bytes and may be from; a NUL is
 * added. A '%' without two hexadecimal digits is RESULT_BAD_INPUT.
 */
enum result
text_percent_decode(char *to, const char *from, size_t length, bool plus,
    size_t *ret_length) must_check;

/* Room for the base64url text of n bytes, its NUL included. */
#define TEXT_BASE64URL_SIZE(n) (((n) * 4 + 2) / 3 + 1)

/* Writes unpadded base64url (RFC 4648 section 5), NUL-terminated. */
void
text_to_base64url(char *ret_text, const unsigned char *at, size_t length);

/*
 * Reads unpadded base64url that stands for exactly size bytes, with the
 * unused bits zero, so that each value has one text.
 */
enum result
text_from_base64url(const char *text, size_t length, unsigned char *ret_bytes,
    size_t size) must_check;

#endif
