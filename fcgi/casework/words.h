/* SPDX-License-Identifier: EUPL-1.2
 *
 * A text's words, so that two texts can be compared word by word: white space
 * and line ends are no difference, nor how a word was set (fold.h). A word is
 * letters and digits, also with a point, comma, hyphen or apostrophe between
 * two of them (12.500, e-mail), or parted by a hyphen at a line's end; every
 * other mark is a word of its own.
 */
#ifndef MINSAG_WORDS_H
#define MINSAG_WORDS_H

#include <stddef.h>
#include <stdint.h>
#include "core/result.h"

/* A document of 200 pages has about 80,000. */
#define WORDS_MOST 250000

struct word {
	const char *at; /* in the text, which is borrowed */
	uint32_t length;
	int32_t number; /* words_number: the same for the same normal form */
};

struct words {
	struct word *items;
	int32_t count;
};

/*
 * Splits valid UTF-8. RESULT_TOO_BIG over WORDS_MOST, RESULT_TRY_AGAIN when
 * memory is short. The caller owns it: words_free.
 */
enum result
words_split(const char *text, size_t length, struct words *ret_words)
    must_check;

/* Accepts zeroed words. */
void
words_free(struct words *words);

/*
 * Numbers the words of both, so that two have one number if and only if they
 * have the same normal form. RESULT_TRY_AGAIN when memory is short.
 */
enum result
words_number(struct words *a, struct words *b) must_check;

#endif
