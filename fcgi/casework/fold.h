/* SPDX-License-Identifier: EUPL-1.2
 *
 * The door to utf8proc: what a character is, and the normal form of a word, in
 * which words are compared. As data.text_fold does for searching: NFKC (UAX
 * #15), without what nobody sees, quotation marks and dashes of one kind, aa as
 * å. Here a hyphen between two letters is left out as well, since a line may
 * have ended behind it.
 */
#ifndef MINSAG_FOLD_H
#define MINSAG_FOLD_H

#include <stddef.h>

enum fold_class {
	FOLD_LETTER, /* of a word: letters, digits, accents */
	FOLD_SPACE,
	FOLD_MARK,   /* punctuation and symbols */
	FOLD_HYPHEN, /* a mark: any dash */
	FOLD_UNSEEN  /* a soft hyphen, a mark of direction: nobody sees it */
};

/* The class of the character at at, of length bytes of valid UTF-8, not 0. */
enum fold_class
fold_class(const char *at, size_t length, size_t *ret_bytes);

/* Longer words are compared as they stand: a row of accents costs its square. */
#define FOLD_BYTES_MOST 400
#define FOLD_ROOM 4096 /* bytes that a word's normal form needs at most */

/*
 * Writes the normal form of a word of at most FOLD_BYTES_MOST bytes of valid
 * UTF-8, not NUL-terminated, and says its length.
 */
size_t
fold_word(const char *at, size_t length, char ret_form[FOLD_ROOM]);

#endif
