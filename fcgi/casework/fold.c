/* SPDX-License-Identifier: EUPL-1.2 */
#include "casework/fold.h"

#include <stdbool.h>
#include <string.h>
#include <utf8proc.h>

#define OPTIONS (UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | \
	UTF8PROC_IGNORE | UTF8PROC_LUMP)
#define CHARACTERS_MOST (FOLD_ROOM / 4 - 1)

static enum fold_class
class_of(utf8proc_int32_t c)
{
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
	case UTF8PROC_CATEGORY_CC:
		return FOLD_SPACE;
	case UTF8PROC_CATEGORY_CF:
		return FOLD_UNSEEN;
	case UTF8PROC_CATEGORY_PD:
		return FOLD_HYPHEN;
	case UTF8PROC_CATEGORY_PC:
	case UTF8PROC_CATEGORY_PS:
	case UTF8PROC_CATEGORY_PE:
	case UTF8PROC_CATEGORY_PI:
	case UTF8PROC_CATEGORY_PF:
	case UTF8PROC_CATEGORY_PO:
	case UTF8PROC_CATEGORY_SM:
	case UTF8PROC_CATEGORY_SC:
	case UTF8PROC_CATEGORY_SK:
	case UTF8PROC_CATEGORY_SO:
		return FOLD_MARK;
	default:
		return FOLD_LETTER;
	}
}

enum fold_class
fold_class(const char *at, size_t length, size_t *ret_bytes)
{
	utf8proc_int32_t c = (unsigned char)at[0];
	utf8proc_ssize_t bytes = 1;

	if (c >= 0x80)
		bytes = utf8proc_iterate((const utf8proc_uint8_t *)at,
		    (utf8proc_ssize_t)length, &c);
	*ret_bytes = bytes < 1 ? 1 : (size_t)bytes;
	return bytes < 1 ? FOLD_LETTER : class_of(c);
}

/* Kinds of one mark that LUMP keeps apart. */
static utf8proc_int32_t
same_mark(utf8proc_int32_t c)
{
	if (c == 0xAB || c == 0xBB || (c >= 0x201C && c <= 0x201F))
		return '"';
	if (c == 0x201A || c == 0x201B || c == 0x2032)
		return '\'';
	return c == 0x2212 ? '-' : c;
}

static bool
is_letter(utf8proc_int32_t c)
{
	utf8proc_category_t category = utf8proc_category(c);

	return category >= UTF8PROC_CATEGORY_LU &&
	    category <= UTF8PROC_CATEGORY_ME;
}

/*
 * How many characters stand for nothing at at: a hyphen between letters, or the
 * end of a line that a soft hyphen, which is gone, stood at.
 */
static utf8proc_ssize_t
parting(const utf8proc_int32_t *from, utf8proc_ssize_t at,
    utf8proc_ssize_t count)
{
	utf8proc_ssize_t next = at;

	if (at == 0 || !is_letter(from[at - 1]))
		return 0;
	if (from[at] == '-')
		next++;
	while (next < count && class_of(from[next]) == FOLD_SPACE)
		next++;
	return next > at && next < count && is_letter(from[next]) ?
	    next - at : 0;
}

/* In place. Says how many characters are left. */
static utf8proc_ssize_t
fold(utf8proc_int32_t *text, utf8proc_ssize_t count)
{
	utf8proc_ssize_t kept = 0;

	for (utf8proc_ssize_t i = 0; i < count; i++)
		text[i] = same_mark(text[i]);
	for (utf8proc_ssize_t i = 0, skip; i < count; i++) {
		skip = parting(text, i, count);
		if (skip > 0) {
			i += skip - 1;
		} else if ((text[i] | 32) == 'a' && i + 1 < count &&
		    (text[i + 1] | 32) == 'a') {
			text[kept++] = text[i] == 'a' ? 0xE5 : 0xC5;
			i++;
		} else {
			text[kept++] = text[i];
		}
	}
	return kept;
}

size_t
fold_word(const char *at, size_t length, char ret_form[FOLD_ROOM])
{
	utf8proc_int32_t text[CHARACTERS_MOST + 1];
	utf8proc_ssize_t count = utf8proc_decompose(
	    (const utf8proc_uint8_t *)at, (utf8proc_ssize_t)length, text,
	    CHARACTERS_MOST, OPTIONS);

	if (count >= 0 && count <= CHARACTERS_MOST)
		count = utf8proc_reencode(text, fold(text, count), OPTIONS);
	else
		count = -1;
	memcpy(ret_form, count < 0 ? at : (const char *)text,
	    count < 0 ? length : (size_t)count);
	return count < 0 ? length : (size_t)count;
}
