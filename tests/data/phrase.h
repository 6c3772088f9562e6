/* SPDX-License-Identifier: EUPL-1.2
 *
 * Phrases: a file of tests/data/phrases with the sections [title], [open],
 * [middle] and [close], one phrase a line. A text is one opening, some middles
 * and one ending; no phrase comes again before all have been used.
 */
#ifndef MINSAG_DATA_PHRASE_H
#define MINSAG_DATA_PHRASE_H

#include <stddef.h>

struct phrases;

/* Reads folder/phrases/name.txt or ends the program. Chance goes by seed. */
struct phrases *
phrase_read(const char *folder, const char *name, const char *seed);

/* The next title; lives as long as phrases. */
const char *
phrase_title(struct phrases *phrases);

/* A new text with least to least + 2 middles; the caller frees it. */
char *
phrase_text(struct phrases *phrases, size_t least);

/* The text with two more paragraphs; the caller frees it. */
char *
phrase_longer(struct phrases *phrases, const char *text);

#endif
