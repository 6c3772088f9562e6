/* SPDX-License-Identifier: EUPL-1.2
 *
 * Where two texts surely belong together: runs of words that occur once in
 * each of them, as many as come in the same order in both. So a long text with
 * many changes falls into short pieces before it is compared word by word
 * (B. Cohen's "patience diff", with runs in place of lines).
 */
#ifndef MINSAG_UNIQUE_H
#define MINSAG_UNIQUE_H

#include <stdbool.h>
#include "casework/words.h"
#include "core/result.h"

/* A run begins at word x of the old part and word y of the new one. */
struct unique_pair {
	int32_t x, y;
};

struct unique_pairs {
	struct unique_pair *items; /* x and y ascend */
	int32_t count;
	bool nothing_common; /* no run of the old part is in the new one */
};

/*
 * Looks for runs of so many words, which have been numbered (words_number). It
 * takes a sort of both parts. RESULT_TRY_AGAIN when memory is short. The caller
 * owns the pairs: unique_free.
 */
enum result
unique_find(const struct word *old, int32_t old_count, const struct word *new,
    int32_t new_count, int32_t run, struct unique_pairs *ret_pairs) must_check;

/* Accepts zeroed pairs. */
void
unique_free(struct unique_pairs *pairs);

#endif
