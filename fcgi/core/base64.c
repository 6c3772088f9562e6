/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>
#include <stdint.h>
#include "core/base64.h"

static const char ALPHABET[] =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

void
base64_encode(const void *at, size_t length, char *ret_text)
{
	const unsigned char *in = at;

	for (; length >= 3; in += 3, length -= 3) {
		*ret_text++ = ALPHABET[in[0] >> 2];
		*ret_text++ = ALPHABET[(in[0] & 3) << 4 | in[1] >> 4];
		*ret_text++ = ALPHABET[(in[1] & 15) << 2 | in[2] >> 6];
		*ret_text++ = ALPHABET[in[2] & 63];
	}
	if (length > 0) {
		unsigned second = length > 1 ? in[1] : 0;
		*ret_text++ = ALPHABET[in[0] >> 2];
		*ret_text++ = ALPHABET[(in[0] & 3) << 4 | second >> 4];
		*ret_text++ = length > 1 ? ALPHABET[(second & 15) << 2] : '=';
		*ret_text++ = '=';
	}
	*ret_text = '\0';
}

#define XX 64 /* not of the alphabet */

/* Value of a character, 16 a line from NUL on. A table, for a message has
 * 20,000 of them in an order that no processor foresees. */
static const unsigned char VALUES[128] = {
    XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX,
    XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX,
    XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, XX, 62, XX, XX, XX, 63,
    52, 53, 54, 55, 56, 57, 58, 59, 60, 61, XX, XX, XX, XX, XX, XX,
    XX,  0,  1,  2,  3,  4,  5,  6,  7,  8,  9, 10, 11, 12, 13, 14,
    15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, XX, XX, XX, XX, XX,
    XX, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40,
    41, 42, 43, 44, 45, 46, 47, 48, 49, 50, 51, XX, XX, XX, XX, XX
};

static unsigned
value_of(unsigned char c)
{
	return c < sizeof VALUES ? VALUES[c] : XX;
}

static bool
skipped(char c, enum base64_blanks blanks)
{
	return c == '\r' || c == '\n' ||
	    (blanks == BASE64_BLANKS && (c == ' ' || c == '\t'));
}

/* The bytes that are left when digits don't fill a quantum; their unused bits
 * are zero, so that each value has one text. */
static enum result
decode_rest(uint32_t bits, unsigned rest, unsigned padding,
    unsigned char *ret_bytes, size_t *count)
{
	if (rest == 1 || padding != (rest == 0 ? 0 : 4 - rest) ||
	    (rest == 2 && (bits & 15) != 0) || (rest == 3 && (bits & 3) != 0))
		return RESULT_BAD_INPUT;
	if (rest == 2) {
		ret_bytes[(*count)++] = (unsigned char)(bits >> 4);
	} else if (rest == 3) {
		ret_bytes[(*count)++] = (unsigned char)(bits >> 10);
		ret_bytes[(*count)++] = (unsigned char)(bits >> 2);
	}
	return RESULT_OK;
}

enum result
base64_decode(const char *text, size_t length, enum base64_blanks blanks,
    unsigned char *ret_bytes, size_t *ret_length)
{
	const unsigned char *at = (const unsigned char *)text;
	const unsigned char *end = at + length;
	unsigned digits = 0, padding = 0;
	uint32_t bits = 0;
	size_t count = 0;

	for (; at < end; at++) {
		unsigned value = value_of(*at);
		if (value == XX && skipped((char)*at, blanks))
			continue;
		if (*at == '=') {
			padding++;
			continue;
		}
		if (value == XX || padding > 0)
			return RESULT_BAD_INPUT;
		bits = bits << 6 | value;
		if (++digits % 4 != 0)
			continue;
		ret_bytes[count++] = (unsigned char)(bits >> 16);
		ret_bytes[count++] = (unsigned char)(bits >> 8);
		ret_bytes[count++] = (unsigned char)bits;
		bits = 0;
	}
	enum result result = decode_rest(bits, digits % 4, padding, ret_bytes,
	    &count);
	if (result == RESULT_OK)
		*ret_length = count;
	return result;
}
