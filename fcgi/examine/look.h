/* SPDX-License-Identifier: EUPL-1.2
 *
 * What is seen in a foreign file; only ever looked for in the examining child.
 */
#ifndef MINSAG_LOOK_H
#define MINSAG_LOOK_H

#include <magic.h>
#include "examine/examine.h"

struct examiner {
	magic_t magic;
	int nothing_fd; /* /dev/null: a sandboxed parent could not open it */
};

/* A file being looked at. */
struct look {
	const struct examiner *examiner;
	const char *said; /* the media type it is said to be, or NULL */
	const char *at;
	size_t size;
	char media_type[EXAMINE_TYPE_SIZE]; /* what is found */
};

/* What is found in a good one; what is not found stays as it is. */
struct found {
	int pages;
	char *text; /* allocated */
	void *plain; /* allocated, as struct examined has it */
	size_t plain_size;
};

/* Bytes of plain, at most, for a file of size bytes. */
static inline size_t
look_plain_most(size_t size)
{
	return size + size / 4 + (1 << 20);
}

enum examine_verdict
look_at(struct look *look, struct found *ret_found);

#endif
