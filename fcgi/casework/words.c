/* SPDX-License-Identifier: EUPL-1.2 */
#include "casework/words.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "casework/fold.h"
#include "core/pool.h"

#define FIRST_ROOM 1024
#define FORMS_MOST (32 << 20) /* bytes of normal forms */

/* A text that is walked through. */
struct walk {
	const char *at, *end;
};

/* The class of what stands at p, and where the next character is. */
static enum fold_class
look(const char *p, const char *end, const char **ret_next)
{
	size_t bytes;
	enum fold_class class = fold_class(p, (size_t)(end - p), &bytes);

	*ret_next = p + bytes;
	return class;
}

/*
 * Over letters, and what nobody sees among them. Soft: a soft hyphen stands
 * behind the last letter.
 */
static const char *
over_letters(const char *p, const char *end, bool *ret_soft)
{
	const char *next;
	enum fold_class class;

	*ret_soft = false;
	while (p < end && ((class = look(p, end, &next)) == FOLD_LETTER ||
	    class == FOLD_UNSEEN)) {
		*ret_soft = class == FOLD_UNSEEN && (*ret_soft ||
		    (next - p == 2 && memcmp(p, "\xC2\xAD", 2) == 0));
		p = next;
	}
	return p;
}

static bool
is_letter(const char *p, const char *end)
{
	const char *next;

	return p < end && look(p, end, &next) == FOLD_LETTER;
}

/* U+2019, with which "don't" is set. */
static bool
is_apostrophe(const char *p, const char *end)
{
	return *p == '\'' || (end - p >= 3 && memcmp(p, "\xE2\x80\x99", 3) == 0);
}

/* Behind a line's end and the next one's margin; p when no line ends there. */
static const char *
over_line_end(const char *p, const char *end)
{
	const char *at = p, *next;
	enum fold_class class;
	bool ended = false;

	while (at < end && ((class = look(at, end, &next)) == FOLD_SPACE ||
	    class == FOLD_UNSEEN)) {
		ended = ended || *at == '\n';
		at = next;
	}
	return ended ? at : p;
}

/*
 * Behind what joins letters at p to the letters after it: where those begin.
 * NULL when the word ends at p. A line may end behind a hyphen, or at p behind
 * a soft one.
 */
static const char *
over_joint(const char *p, const char *end, bool soft)
{
	const char *next;
	enum fold_class class;

	if (p == end)
		return NULL;
	class = look(p, end, &next);
	if (class == FOLD_HYPHEN)
		next = over_line_end(next, end);
	else if (class == FOLD_SPACE && soft)
		next = over_line_end(p, end);
	else if (*p != '.' && *p != ',' && !is_apostrophe(p, end))
		return NULL;
	return is_letter(next, end) ? next : NULL;
}

static bool
next_word(struct walk *walk, struct word *ret_word)
{
	const char *p = walk->at, *end = walk->end, *from, *next = p;
	enum fold_class class = FOLD_SPACE;
	bool soft;

	for (; p < end; p = next) {
		class = look(p, end, &next);
		if (class != FOLD_SPACE && class != FOLD_UNSEEN)
			break;
	}
	if (p == end)
		return false;
	from = p;
	p = next;
	if (class == FOLD_LETTER)
		for (next = p; next != NULL; next = over_joint(p, end, soft))
			p = over_letters(next, end, &soft);
	walk->at = p;
	*ret_word = (struct word){from, (uint32_t)(p - from), 0};
	return true;
}

enum result
words_split(const char *text, size_t length, struct words *ret_words)
{
	struct walk walk = {text, text + length};
	struct words words = {NULL, 0};
	int32_t room = 0;
	struct word word;

	while (next_word(&walk, &word)) {
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
	const char *form; /* its normal form, or the word itself */
	size_t length;
};

/* FNV-1a, 64 bits (draft-eastlake-fnv). */
static uint64_t
hash(const char *at, size_t length)
{
	uint64_t sum = UINT64_C(14695981039346656037);

	for (size_t i = 0; i < length; i++)
		sum = (sum ^ (unsigned char)at[i]) * UINT64_C(1099511628211);
	return sum;
}

static int
compare(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->length != y->length)
		return x->length < y->length ? -1 : 1;
	return memcmp(x->form, y->form, x->length);
}

static bool
is_a(char c)
{
	return (c | 32) == 'a';
}

/* Whether the word may have another form than its own bytes. */
static bool
is_odd(const struct word *word)
{
	for (uint32_t i = 0; i < word->length; i++)
		if ((unsigned char)word->at[i] >= 0x80 || word->at[i] == '-' ||
		    (i > 0 && is_a(word->at[i]) && is_a(word->at[i - 1])))
			return word->length <= FOLD_BYTES_MOST;
	return false;
}

/* The place of a word. Forms that the pool can't hold are left as they are. */
static struct place
place_of(struct word *word, struct pool *pool)
{
	struct place place = {.word = word, .form = word->at,
	    .length = word->length};
	char form[FOLD_ROOM], *kept = NULL;
	size_t length = 0;

	if (is_odd(word)) {
		length = fold_word(word->at, word->length, form);
		if (length != word->length ||
		    memcmp(form, word->at, length) != 0)
			kept = pool_copy(pool, form, length);
	}
	if (kept != NULL) {
		place.form = kept;
		place.length = length;
	}
	place.hash = hash(place.form, place.length);
	return place;
}

static void
number(struct place *places, size_t count)
{
	int32_t number = 0;

	qsort(places, count, sizeof(*places), compare);
	for (size_t i = 0; i < count; i++) {
		if (i > 0 && compare(&places[i - 1], &places[i]) != 0)
			number++;
		places[i].word->number = number;
	}
}

enum result
words_number(struct words *a, struct words *b)
{
	size_t count = (size_t)a->count + (size_t)b->count, i = 0;
	struct place *places = malloc((count + 1) * sizeof(*places));
	struct pool *pool = pool_new(FORMS_MOST);

	if (places == NULL || pool == NULL) {
		free(places);
		pool_free(pool);
		return RESULT_TRY_AGAIN;
	}
	for (int32_t w = 0; w < a->count; w++)
		places[i++] = place_of(&a->items[w], pool);
	for (int32_t w = 0; w < b->count; w++)
		places[i++] = place_of(&b->items[w], pool);
	number(places, count);
	pool_free(pool);
	free(places);
	return RESULT_OK;
}
