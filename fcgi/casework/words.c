/* SPDX-License-Identifier: EUPL-1.2 */
#include "casework/words.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_ROOM 1024

/* A text that is walked through. */
struct walk {
	const unsigned char *at, *end;
};

/* Bytes of white space at p: of ASCII, or U+00A0; 0 if there is none. */
static size_t
space(const unsigned char *p, const unsigned char *end)
{
	if (*p == ' ' || (*p >= '\t' && *p <= '\r'))
		return 1;
	return end - p >= 2 && p[0] == 0xC2 && p[1] == 0xA0 ? 2 : 0;
}

/*
 * Bytes of a mark at p: of ASCII, or U+2010 to U+203F, where dashes, quotation
 * marks and the ellipsis are; 0 if there is none.
 */
static size_t
mark(const unsigned char *p, const unsigned char *end)
{
	bool letter = (*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') ||
	    (*p >= 'a' && *p <= 'z') || *p >= 0x80;

	if (!letter)
		return 1;
	return end - p >= 3 && p[0] == 0xE2 && p[1] == 0x80 && p[2] >= 0x90
	    ? 3 : 0;
}

static bool
is_letter(const unsigned char *p, const unsigned char *end)
{
	return p < end && space(p, end) == 0 && mark(p, end) == 0;
}

static bool
next(struct walk *walk, struct word *ret_word)
{
	const unsigned char *p = walk->at, *end = walk->end, *from;
	size_t step;

	while (p < end && (step = space(p, end)) > 0)
		p += step;
	if (p == end)
		return false;
	from = p;
	p += mark(p, end);
	while (p == from || (is_letter(from, end) && p < end)) {
		if (is_letter(p, end))
			p++;
		else if (p > from && strchr(".,-'", *p) != NULL &&
		    is_letter(p + 1, end))
			p += 2;
		else
			break;
	}
	walk->at = p;
	*ret_word = (struct word){(const char *)from, (uint32_t)(p - from), 0};
	return true;
}

enum result
words_split(const char *text, size_t length, struct words *ret_words)
{
	struct walk walk = {(const unsigned char *)text,
	    (const unsigned char *)text + length};
	struct words words = {NULL, 0};
	int32_t room = 0;
	struct word word;

	while (next(&walk, &word)) {
		if (words.count == WORDS_MOST) {
			words_free(&words);
			return RESULT_TOO_BIG;
		}
		if (words.count == room) {
			room = room == 0 ? FIRST_ROOM : 2 * room;
			void *more = realloc(words.items,
			    (size_t)room * sizeof(*words.items));
			if (more == NULL) {
				words_free(&words);
				return RESULT_TRY_AGAIN;
			}
			words.items = more;
		}
		words.items[words.count++] = word;
	}
	*ret_words = words;
	return RESULT_OK;
}

void
words_free(struct words *words)
{
	free(words->items);
	*words = (struct words){NULL, 0};
}

/* ---- Numbers ---- */

/*
 * A word where it will be sorted. Sorting, unlike a table of hashes, has no
 * texts that make it slow.
 */
struct place {
	uint64_t hash;
	struct word *word;
};

/* FNV-1a, 64 bits (draft-eastlake-fnv). */
static uint64_t
hash(const struct word *word)
{
	uint64_t sum = UINT64_C(14695981039346656037);

	for (uint32_t i = 0; i < word->length; i++)
		sum = (sum ^ (unsigned char)word->at[i]) *
		    UINT64_C(1099511628211);
	return sum;
}

static int
compare(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->word->length != y->word->length)
		return x->word->length < y->word->length ? -1 : 1;
	return memcmp(x->word->at, y->word->at, x->word->length);
}

enum result
words_number(struct words *a, struct words *b)
{
	size_t count = (size_t)a->count + (size_t)b->count, i = 0;
	struct place *places = malloc((count + 1) * sizeof(*places));
	int32_t number = 0;

	if (places == NULL)
		return RESULT_TRY_AGAIN;
	for (int32_t w = 0; w < a->count; w++, i++)
		places[i] = (struct place){hash(&a->items[w]), &a->items[w]};
	for (int32_t w = 0; w < b->count; w++, i++)
		places[i] = (struct place){hash(&b->items[w]), &b->items[w]};
	qsort(places, count, sizeof(*places), compare);
	for (i = 0; i < count; i++) {
		if (i > 0 && compare(&places[i - 1], &places[i]) != 0)
			number++;
		places[i].word->number = number;
	}
	free(places);
	return RESULT_OK;
}
