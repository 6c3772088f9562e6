/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/text.h"

#include <stdint.h>

static bool
is_tail(unsigned char c)
{
	return (c & 0xC0) == 0x80;
}

/* Length of the well-formed sequence at p, 0 if there is none. RFC 3629 § 4. */
static size_t
utf8_sequence(const unsigned char *p, size_t left)
{
	if (p[0] < 0x80)
		return 1;
	if (p[0] >= 0xC2 && p[0] <= 0xDF)
		return left >= 2 && is_tail(p[1]) ? 2 : 0;
	if (p[0] >= 0xE0 && p[0] <= 0xEF) {
		if (left < 3 || !is_tail(p[1]) || !is_tail(p[2]))
			return 0;
		if (p[0] == 0xE0 && p[1] < 0xA0)
			return 0; /* overlong */
		if (p[0] == 0xED && p[1] > 0x9F)
			return 0; /* surrogate */
		return 3;
	}
	if (p[0] >= 0xF0 && p[0] <= 0xF4) {
		if (left < 4 || !is_tail(p[1]) || !is_tail(p[2]) ||
		    !is_tail(p[3]))
			return 0;
		if (p[0] == 0xF0 && p[1] < 0x90)
			return 0; /* overlong */
		if (p[0] == 0xF4 && p[1] > 0x8F)
			return 0; /* over U+10FFFF */
		return 4;
	}
	return 0;
}

bool
text_is_utf8(const char *at, size_t length)
{
	const unsigned char *p = (const unsigned char *)at;

	for (size_t i = 0; i < length;) {
		size_t step = utf8_sequence(p + i, length - i);
		if (step == 0)
			return false;
		i += step;
	}
	return true;
}

size_t
text_characters(const char *at, size_t length)
{
	size_t count = 0;

	for (size_t i = 0; i < length; i++)
		count += !is_tail((unsigned char)at[i]);
	return count;
}

bool
text_has_control(const char *at, size_t length, bool lines)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char c = (unsigned char)at[i];
		if (lines && (c == '\t' || c == '\n'))
			continue;
		if (c < 0x20 || c == 0x7F)
			return true;
		/* U+0080 to U+009F are 0xC2 0x80 to 0xC2 0x9F. */
		if (c == 0xC2 && i + 1 < length &&
		    (unsigned char)at[i + 1] < 0xA0)
			return true;
	}
	return false;
}

/*
 * U+00AD, U+061C, U+180E, U+200B, U+200E, U+200F, U+202A to U+202E, U+2060 to
 * U+2064, U+2066 to U+206F, U+FEFF. internal.text_check knows the same.
 */
size_t
text_unseen(const char *at, size_t left)
{
	const unsigned char *p = (const unsigned char *)at;

	if (left >= 2 && ((p[0] == 0xC2 && p[1] == 0xAD) ||
	    (p[0] == 0xD8 && p[1] == 0x9C)))
		return 2;
	if (left < 3)
		return 0;
	if (p[0] == 0xE2 && p[1] == 0x80)
		return p[2] == 0x8B || p[2] == 0x8E || p[2] == 0x8F ||
		    (p[2] >= 0xAA && p[2] <= 0xAE) ? 3 : 0;
	if (p[0] == 0xE2 && p[1] == 0x81)
		return p[2] >= 0xA0 && p[2] <= 0xAF && p[2] != 0xA5 ? 3 : 0;
	if (p[0] == 0xE1 && p[1] == 0xA0 && p[2] == 0x8E)
		return 3;
	return p[0] == 0xEF && p[1] == 0xBB && p[2] == 0xBF ? 3 : 0;
}

size_t
text_drop_unseen(char *at, size_t length)
{
	size_t kept = 0;

	for (size_t i = 0; i < length;) {
		size_t skip = text_unseen(at + i, length - i);

		if (skip == 0)
			at[kept++] = at[i++];
		i += skip;
	}
	return kept;
}

bool
text_find_control(const char *at, size_t length, unsigned *ret_control,
    size_t *ret_place)
{
	for (size_t i = 0; i < length; i++) {
		size_t bytes = (unsigned char)at[i] == 0xC2 ? 2 : 1;

		if (i + bytes > length ||
		    !text_has_control(at + i, bytes, true))
			continue;
		*ret_control = (unsigned char)at[i + bytes - 1];
		*ret_place = text_characters(at, i) + 1;
		return true;
	}
	return false;
}

int
text_hex_value(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

enum result
text_percent_decode(char *to, const char *from, size_t length, bool plus,
    size_t *ret_length)
{
	size_t out = 0;

	for (size_t i = 0; i < length; i++) {
		if (plus && from[i] == '+') {
			to[out++] = ' ';
		} else if (from[i] != '%') {
			to[out++] = from[i];
		} else {
			if (length - i < 3)
				return RESULT_BAD_INPUT;
			int high = text_hex_value(from[i + 1]);
			int low = text_hex_value(from[i + 2]);
			if (high < 0 || low < 0)
				return RESULT_BAD_INPUT;
			to[out++] = (char)(high << 4 | low);
			i += 2;
		}
	}
	to[out] = '\0';
	*ret_length = out;
	return RESULT_OK;
}

void
text_to_base64url(char *ret_text, const unsigned char *at, size_t length)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
				     "abcdefghijklmnopqrstuvwxyz0123456789-_";
	uint32_t bits = 0;
	int count = 0;
	char *to = ret_text;

	for (size_t i = 0; i < length; i++) {
		bits = bits << 8 | at[i];
		for (count += 8; count >= 6; count -= 6)
			*to++ = digits[bits >> (count - 6) & 63];
	}
	if (count > 0)
		*to++ = digits[bits << (6 - count) & 63];
	*to = '\0';
}

static int
base64url_value(char c)
{
	if (c >= 'A' && c <= 'Z')
		return c - 'A';
	if (c >= 'a' && c <= 'z')
		return c - 'a' + 26;
	if (c >= '0' && c <= '9')
		return c - '0' + 52;
	if (c == '-')
		return 62;
	return c == '_' ? 63 : -1;
}

enum result
text_from_base64url(const char *text, size_t length, unsigned char *ret_bytes,
    size_t size)
{
	uint32_t bits = 0;
	int count = 0;
	size_t out = 0;

	if (length != TEXT_BASE64URL_SIZE(size) - 1)
		return RESULT_BAD_INPUT;
	for (size_t i = 0; i < length; i++) {
		if (base64url_value(text[i]) < 0)
			return RESULT_BAD_INPUT;
		bits = bits << 6 | (uint32_t)base64url_value(text[i]);
		count += 6;
		if (count >= 8) {
			count -= 8;
			if (out < size)
				ret_bytes[out++] = bits >> count & 255;
		}
	}
	if ((bits & ((1U << count) - 1)) != 0)
		return RESULT_BAD_INPUT;
	return RESULT_OK;
}
