/* SPDX-License-Identifier: EUPL-1.2
 *
 * Standard base64 with padding (RFC 4648 section 4), as SAML, tus and mail use
 * it. The base64url of text.h is for our own tokens.
 */
#ifndef MINSAG_BASE64_H
#define MINSAG_BASE64_H

#include <stddef.h>
#include "core/result.h"

/* Room for the text of n bytes, its NUL included. */
#define BASE64_TEXT_SIZE(n) (((n) + 2) / 3 * 4 + 1)
/* Room that suffices for the bytes of n characters. */
#define BASE64_BYTES_SIZE(n) ((n) / 4 * 3 + 3)

/* Writes padded base64 in one line, NUL-terminated. */
void
base64_encode(const void *at, size_t length, char *ret_text);

/*
 * Reads padded base64. CR and LF are skipped, and with blanks also space and
 * tab (the content of XML elements is wrapped and indented). Anything else
 * outside the alphabet, missing or surplus padding, bits that are not zero
 * and characters after the padding are RESULT_BAD_INPUT. ret_bytes has room
 * for BASE64_BYTES_SIZE(length) and may be text itself.
 */
enum base64_blanks { BASE64_LINES, BASE64_BLANKS };

enum result
base64_decode(const char *text, size_t length, enum base64_blanks blanks,
    unsigned char *ret_bytes, size_t *ret_length) must_check;

#endif
