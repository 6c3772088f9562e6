/* SPDX-License-Identifier: EUPL-1.2 */
#include "casework/unique.h"

#include <stdlib.h>
#include <string.h>

/* A run where it will be sorted. */
struct place {
	uint64_t hash;
	int32_t at;
	bool new;
};

/* Of the multiplier of Knuth's MMIX; runs are compared where hashes meet. */
static uint64_t
hash(const struct word *words, int32_t run)
{
	uint64_t sum = 0;

	for (int32_t i = 0; i < run; i++)
		sum = (sum + (uint64_t)words[i].number + 1) *
		    UINT64_C(6364136223846793005);
	return sum;
}

static int
by_hash(const void *a, const void *b)
{
	const struct place *x = a, *y = b;

	if (x->hash != y->hash)
		return x->hash < y->hash ? -1 : 1;
	if (x->new != y->new)
		return x->new ? 1 : -1;
	return x->at < y->at ? -1 : x->at > y->at;
}

static int
by_x(const void *a, const void *b)
{
	const struct unique_pair *x = a, *y = b;

	return x->x < y->x ? -1 : x->x > y->x;
}

static int32_t
put_places(struct place *places, const struct word *words, int32_t count,
    int32_t run, bool new)
{
	int32_t put = 0;

	for (int32_t i = 0; i + run <= count; i++)
		places[put++] = (struct place){hash(words + i, run), i, new};
	return put;
}

static bool
same_run(const struct word *old, const struct word *new, int32_t run)
{
	for (int32_t i = 0; i < run; i++)
		if (old[i].number != new[i].number)
			return false;
	return true;
}

/* Of sorted places those that stand alone with one of the other text. */
static void
pair(const struct place *places, int32_t count, const struct word *old,
    const struct word *new, int32_t run, struct unique_pairs *pairs)
{
	for (int32_t from = 0, to; from < count; from = to) {
		for (to = from + 1; to < count &&
		    places[to].hash == places[from].hash; to++)
			;
		if (places[from].new == places[to - 1].new)
			continue;
		pairs->nothing_common = false;
		if (to - from == 2 && same_run(old + places[from].at,
			new + places[from + 1].at, run))
			pairs->items[pairs->count++] = (struct unique_pair){
			    places[from].at, places[from + 1].at};
	}
	qsort(pairs->items, (size_t)pairs->count, sizeof(*pairs->items), by_x);
}

/*
 * The longest chain in which y ascends too (M. L. Fredman, "On computing the
 * length of longest increasing subsequences", 1975). ends[n] is the pair with
 * the least y that ends a chain of n + 1, before[i] what comes before pair i.
 */
static void
keep_ascending(struct unique_pairs *pairs, int32_t *ends, int32_t *before)
{
	struct unique_pair *items = pairs->items;
	int32_t length = 0, at;

	for (int32_t i = 0; i < pairs->count; i++) {
		int32_t low = 0, high = length;
		while (low < high) {
			int32_t half = low + (high - low) / 2;
			if (items[ends[half]].y < items[i].y)
				low = half + 1;
			else
				high = half;
		}
		before[i] = low == 0 ? -1 : ends[low - 1];
		ends[low] = i;
		length += low == length;
	}
	at = length == 0 ? -1 : ends[length - 1];
	for (int32_t n = length - 1; n >= 0; n--, at = before[at])
		ends[n] = at;
	for (int32_t n = 0; n < length; n++)
		items[n] = items[ends[n]];
	pairs->count = length;
}

enum result
unique_find(const struct word *old, int32_t old_count, const struct word *new,
    int32_t new_count, int32_t run, struct unique_pairs *ret_pairs)
{
	struct unique_pairs pairs = {.nothing_common = true};
	size_t most = (size_t)old_count + (size_t)new_count + 1;
	struct place *places = malloc(most * sizeof(*places));
	int32_t *chain = malloc(most * sizeof(*chain));
	int32_t count;

	pairs.items = malloc(most / 2 * sizeof(*pairs.items) + 1);
	if (places == NULL || chain == NULL || pairs.items == NULL) {
		free(places);
		free(chain);
		unique_free(&pairs);
		return RESULT_TRY_AGAIN;
	}
	count = put_places(places, old, old_count, run, false);
	count += put_places(places + count, new, new_count, run, true);
	qsort(places, (size_t)count, sizeof(*places), by_hash);
	pair(places, count, old, new, run, &pairs);
	keep_ascending(&pairs, chain, chain + most / 2);
	free(places);
	free(chain);
	*ret_pairs = pairs;
	return RESULT_OK;
}

void
unique_free(struct unique_pairs *pairs)
{
	free(pairs->items);
	*pairs = (struct unique_pairs){.count = 0};
}
