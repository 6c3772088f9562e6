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

/* *ret_text is allocated; it and *ret_pages stay as they are if none. */
enum examine_verdict
look_at(struct look *look, int *ret_pages, char **ret_text);

#endif
