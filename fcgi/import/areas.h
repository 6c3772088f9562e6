/* SPDX-License-Identifier: EUPL-1.2
 *
 * Lines about areas that wait until the cases are done, for they show more; and
 * areas whose line is bad, in which nothing may be published.
 */
#ifndef MINSAG_AREAS_H
#define MINSAG_AREAS_H

#include <stdbool.h>
#include <stdint.h>
#include "core/pool.h"
#include "import/manifest.h"

struct area_line {
	int64_t number;
	const char *text; /* the line, as it stands */
	size_t length;
	struct area_line *next;
};

struct areas {
	struct pool *pool;
	struct area_line *waiting, **last;
	struct area_line *bad; /* text: the area's key, NULL: any */
};

/* pool holds them until it is cleared. */
void
areas_begin(struct areas *areas, struct pool *pool);

/* RESULT_BROKEN: memory. */
enum result
areas_wait(struct areas *areas, int64_t number, const char *text,
    size_t length) must_check;
enum result
areas_spoil(struct areas *areas, int64_t number, const char *key)
    must_check;

/* A good line about the area came behind the bad one. */
void
areas_mend(struct areas *areas, const char *key);

/* The number of the bad line for which nothing of the area may be published;
 * key NULL: of an area that can't be told. 0: none. */
int64_t
areas_bar(const struct areas *areas, const char *key);

#endif
