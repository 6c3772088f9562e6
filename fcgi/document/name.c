/* SPDX-License-Identifier: EUPL-1.2 */
#include "document/name.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#define PARTS_MOST 32 /* of one character; the longest has 18 */

/* What accents have nothing to do with, or Danes spell otherwise. */
static const struct {
	utf8proc_int32_t letter;
	const char *plain;
} spellings[] = {
	{0xe6, "ae"}, {0xf8, "oe"}, {0xe5, "aa"}, {0xc6, "AE"}, {0xd8, "OE"},
	{0xc5, "AA"}, {0xe4, "ae"}, {0xf6, "oe"}, {0xc4, "AE"}, {0xd6, "OE"},
	{0xdf, "ss"}, {0xf0, "d"}, {0xd0, "D"}, {0xfe, "th"}, {0xde, "Th"},
	{0x111, "d"}, {0x110, "D"}, {0x131, "i"}, {0x142, "l"}, {0x141, "L"},
	{0x153, "oe"}, {0x152, "OE"},
	{0x2018, "'"}, {0x2019, "'"}, {0x201c, "'"}, {0x201d, "'"}
};

struct spelling {
	char *to, *end;
	bool unknown; /* the last one was: one "_" stands for a run of them */
};

static void
put(struct spelling *spelling, const char *text)
{
	for (; *text != '\0' && spelling->to < spelling->end; text++)
		*spelling->to++ = *text;
	spelling->unknown = false;
}

static void
put_unknown(struct spelling *spelling)
{
	if (!spelling->unknown)
		put(spelling, "_");
	spelling->unknown = true;
}

static void
put_ascii(struct spelling *spelling, utf8proc_int32_t character)
{
	char one[2] = {(char)character, '\0'};

	if (character < ' ' || character == 0x7f ||
	    strchr("\"\\/:*?<>|%;", one[0]) != NULL)
		one[0] = '_';
	put(spelling, one);
}

/* A part of a character that has been taken apart. */
static void
put_part(struct spelling *spelling, utf8proc_int32_t part)
{
	if (part < 0x80) {
		put_ascii(spelling, part);
		return;
	}
	switch (utf8proc_category(part)) {
	case UTF8PROC_CATEGORY_MN: /* accents, and choices of a form */
	case UTF8PROC_CATEGORY_ME:
	case UTF8PROC_CATEGORY_CF: /* joiners */
		return;
	case UTF8PROC_CATEGORY_ZS:
		put(spelling, " ");
		return;
	case UTF8PROC_CATEGORY_PD:
		put(spelling, "-");
		return;
	default:
		put_unknown(spelling);
	}
}

static void
put_character(struct spelling *spelling, utf8proc_int32_t character)
{
	utf8proc_int32_t parts[PARTS_MOST];
	utf8proc_ssize_t count;
	int last = 0; /* of a Hangul syllable; the library wants it */

	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
		if (spellings[i].letter == character) {
			put(spelling, spellings[i].plain);
			return;
		}
	count = utf8proc_decompose_char(character, parts, PARTS_MOST,
	    UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &last);
	if (count < 0 || count > PARTS_MOST)
		put_unknown(spelling);
	for (utf8proc_ssize_t i = 0; i < count && i < PARTS_MOST; i++)
		put_part(spelling, parts[i]);
}

static void
put_all(struct spelling *spelling, const utf8proc_uint8_t *at, size_t length)
{
	while (length > 0) {
		utf8proc_int32_t character;
		utf8proc_ssize_t step = utf8proc_iterate(at,
		    (utf8proc_ssize_t)length, &character);

		if (step <= 0) {
			put_unknown(spelling);
			step = 1;
		} else {
			put_character(spelling, character);
		}
		at += step;
		length -= (size_t)step;
	}
}

void
name_spell(const char *name, size_t length, char *to, size_t size)
{
	struct spelling spelling = {.to = to, .end = to + size - 1};
	const utf8proc_uint8_t *at = (const utf8proc_uint8_t *)name;
	utf8proc_uint8_t *whole = NULL;
	/* A letter and its accent become the one letter that is looked up. */
	utf8proc_ssize_t composed = utf8proc_map(at, (utf8proc_ssize_t)length,
	    &whole, UTF8PROC_STABLE | UTF8PROC_COMPOSE);

	if (composed >= 0)
		put_all(&spelling, whole, (size_t)composed);
	else
		put_all(&spelling, at, length);
	*spelling.to = '\0';
	free(whole);
}
