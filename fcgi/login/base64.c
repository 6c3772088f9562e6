/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>
#include <stdint.h>
#include "login/base64.h"

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

/* Value of a character, or -1. */
static int
value_of(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	return c == '+' ? 62 : c == '/' ? 63 : -1;
}

static bool
skipped(char c, enum base64_blanks blanks)
{
	return c == '\r' || c == '\n' ||
	    (blanks == BASE64_BLANKS && (c == ' ' || c == '\t'));
}

enum result
base64_decode(const char *text, size_t length, enum base64_blanks blanks,
    unsigned char *ret_bytes, size_t *ret_length)
{
	uint32_t bits = 0;
	unsigned digits = 0, padding = 0;
	size_t count = 0;

	for (size_t i = 0; i < length; i++) {
		if (skipped(text[i], blanks))
			continue;
		if (text[i] == '=') {
			padding++;
			continue;
		}
		int value = value_of(text[i]);
		if (value < 0 || padding > 0)
			return RESULT_BAD_INPUT;
		bits = bits << 6 | (uint32_t)value;
		if (++digits % 4 != 0)
			continue;
		ret_bytes[count++] = (unsigned char)(bits >> 16);
		ret_bytes[count++] = (unsigned char)(bits >> 8);
		ret_bytes[count++] = (unsigned char)bits;
		bits = 0;
	}
	unsigned rest = digits % 4;
	if (rest == 1 || padding != (rest == 0 ? 0 : 4 - rest))
		return RESULT_BAD_INPUT;
	if (rest == 2) {
		if ((bits & 15) != 0)
			return RESULT_BAD_INPUT;
		ret_bytes[count++] = (unsigned char)(bits >> 4);
	} else if (rest == 3) {
		if ((bits & 3) != 0)
			return RESULT_BAD_INPUT;
		ret_bytes[count++] = (unsigned char)(bits >> 10);
		ret_bytes[count++] = (unsigned char)(bits >> 2);
	}
	*ret_length = count;
	return RESULT_OK;
}
