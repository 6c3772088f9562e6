/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/plain.h"

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"

#define UTF8_MARK "\xef\xbb\xbf"

/* Windows-1252, 0x80 to 0x9f; 0: nothing. */
static const uint16_t upper[32] = {
	0x20ac, 0, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021,
	0x02c6, 0x2030, 0x0160, 0x2039, 0x0152, 0, 0x017d, 0,
	0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
	0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0, 0x017e, 0x0178
};

/* Bell, backspace, tab, line ends, DOS's end of file, terminals' colours. */
static bool
is_control_of_texts(unsigned char byte)
{
	return (byte >= 0x07 && byte <= 0x0d) || byte == 0x1a || byte == 0x1b;
}

/* Whether no byte is one that texts do not have. */
static bool
has_texts_bytes(const char *at, size_t size, bool windows)
{
	for (size_t i = 0; i < size; i++) {
		unsigned char byte = (unsigned char)at[i];

		if (byte < 0x20 && !is_control_of_texts(byte))
			return false;
		if (windows && byte >= 0x80 && byte < 0xa0 &&
		    upper[byte - 0x80] == 0)
			return false;
	}
	return true;
}

/* The unit at i of UTF-16 whose mark stands at the beginning. */
static unsigned
unit_at(const char *at, size_t i)
{
	unsigned char a = (unsigned char)at[i], b = (unsigned char)at[i + 1];

	return at[0] == '\xff' ? (unsigned)b << 8 | a : (unsigned)a << 8 | b;
}

static bool
is_high(unsigned unit)
{
	return unit >= 0xd800 && unit < 0xdc00;
}

static bool
is_low(unsigned unit)
{
	return unit >= 0xdc00 && unit < 0xe000;
}

static bool
has_utf16_mark(const char *at, size_t size)
{
	return size >= 2 && (memcmp(at, "\xff\xfe", 2) == 0 ||
	    memcmp(at, "\xfe\xff", 2) == 0);
}

static bool
is_utf16(const char *at, size_t size)
{
	if (size < 4 || size % 2 != 0)
		return false;
	for (size_t i = 2; i < size; i += 2) {
		unsigned unit = unit_at(at, i);

		if (is_high(unit) && i + 2 < size &&
		    is_low(unit_at(at, i + 2)))
			i += 2;
		else if (is_high(unit) || is_low(unit) || unit >= 0xfffe ||
		    (unit < 0x20 && !is_control_of_texts((unsigned char)unit)))
			return false;
	}
	return true;
}

enum plain
plain_find(const char *at, size_t size)
{
	if (has_utf16_mark(at, size))
		return is_utf16(at, size) ? PLAIN_UTF16 : PLAIN_NONE;
	if (!has_texts_bytes(at, size, false))
		return PLAIN_NONE;
	if (text_is_utf8(at, size))
		return PLAIN_UTF8;
	return has_texts_bytes(at, size, true) ? PLAIN_1252 : PLAIN_NONE;
}

const char *
plain_type(enum plain plain)
{
	switch (plain) {
	case PLAIN_1252:
		return "text/plain;charset=windows-1252";
	case PLAIN_UTF16:
		return "text/plain;charset=utf-16";
	default:
		return "text/plain";
	}
}

/* At most this much of it, not ending in the middle of a character. */
static size_t
whole_characters(const char *at, size_t size, size_t most)
{
	if (size <= most)
		return size;
	while (most > 0 && ((unsigned char)at[most] & 0xc0) == 0x80)
		most--;
	return most;
}

static char *
read_utf8(const char *at, size_t size, size_t most)
{
	if (size >= 3 && memcmp(at, UTF8_MARK, 3) == 0) {
		at += 3;
		size -= 3;
	}
	return strndup(at, whole_characters(at, size, most));
}

/* A character of windows-1252 takes three bytes at most, one of UTF-16 four. */
static char *
read_1252(const char *at, size_t size, size_t most)
{
	char *text, *to;

	if (size > most / 3)
		size = most / 3;
	text = to = malloc(3 * size + 1);
	for (size_t i = 0; text != NULL && i < size; i++) {
		unsigned char byte = (unsigned char)at[i];

		to += g_unichar_to_utf8(byte >= 0x80 && byte < 0xa0
		    ? upper[byte - 0x80] : byte, to);
	}
	if (text != NULL)
		*to = '\0';
	return text;
}

static char *
read_utf16(const char *at, size_t size, size_t most)
{
	char *text, *to;

	if (size > most / 2)
		size = most / 2;
	text = to = malloc(2 * size + 1);
	for (size_t i = 2; text != NULL && i + 2 <= size; i += 2) {
		gunichar character = unit_at(at, i);

		if (is_high(character)) {
			i += 2;
			if (i + 2 > size)
				break;
			character = 0x10000 + ((character & 0x3ff) << 10) +
			    (unit_at(at, i) & 0x3ff);
		}
		to += g_unichar_to_utf8(character, to);
	}
	if (text != NULL)
		*to = '\0';
	return text;
}

char *
plain_read(enum plain plain, const char *at, size_t size, size_t most)
{
	switch (plain) {
	case PLAIN_1252:
		return read_1252(at, size, most);
	case PLAIN_UTF16:
		return read_utf16(at, size, most);
	default:
		return read_utf8(at, size, most);
	}
}
