/* SPDX-License-Identifier: EUPL-1.2
 *
 * What was removed from a text and added to it, word by word, in the words'
 * normal form (words.h). Where few words differ it is the shortest way from one
 * to the other (E. W. Myers, "An O(ND) Difference Algorithm and Its
 * Variations", Algorithmica 1986, section 4b, in linear space). Where many do,
 * the texts are taken apart first at what occurs once in both (unique.h). The
 * work is bounded: a part in which nothing of this helps is told as one removed
 * and one added, which is true but coarse.
 */
#ifndef MINSAG_CHANGES_H
#define MINSAG_CHANGES_H

#include <stdbool.h>
#include <stddef.h>
#include "core/result.h"

/* Looks at words; with two texts of WORDS_MOST a third of a second of CPU. */
#define CHANGES_STEPS_MOST 30000000

enum change_what { CHANGE_SAME, CHANGE_REMOVED, CHANGE_ADDED, CHANGE_SKIPPED };

struct change {
	enum change_what what;
	const char *at; /* in the text that has it; of what is the same, in one */
	size_t length;  /* white space before the next word included */
	size_t words;
};

struct changes {
	struct change *items; /* in reading order; removed before added */
	size_t count;
	bool coarse; /* the bound was reached */
};

/*
 * Compares valid UTF-8. Of what is the same, context words are told before and
 * after a change; the rest is skipped. No items: no word differs.
 * RESULT_TOO_BIG for more than WORDS_MOST words, RESULT_TRY_AGAIN when memory
 * is short. The texts are borrowed; the caller owns the rest: changes_free.
 */
enum result
changes_find(const char *old_text, size_t old_length, const char *new_text,
    size_t new_length, size_t context, struct changes *ret_changes)
    must_check;

/* Accepts zeroed changes. */
void
changes_free(struct changes *changes);

#endif
