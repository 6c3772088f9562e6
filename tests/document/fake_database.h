/* SPDX-License-Identifier: EUPL-1.2
 *
 * A database without PostgreSQL for tests of what reads chunks: it defines the
 * functions of core/db.h that they call, so libcore's are not linked. Its one
 * document has FAKE_BYTE(offset) at each offset.
 */
#ifndef MINSAG_FAKE_DATABASE_H
#define MINSAG_FAKE_DATABASE_H

#include <stdbool.h>
#include <stdint.h>
#include "core/db.h"

#define FAKE_BYTE(offset) ((unsigned char)((offset) * 7 + (offset) / 251))
#define FAKE_CALLS_MOST 1024

struct fake_call {
	int64_t offset;
	int32_t length;
	bool ahead; /* db_start, not db_call */
};

struct fake_database {
	struct fake_call calls[FAKE_CALLS_MOST];
	int count;
	int rows;    /* not freed yet */
	int pending; /* neither finished nor cancelled */
	/* From this offset on, so many calls fail; 0: none. */
	int64_t fail_from;
	int fail_times;
	enum result fail_result;
	int short_by; /* bytes that an answer lacks */
};

extern struct fake_database fake_database;

/* Rows as a call gives them; they count as not freed. */
struct db_rows *
fake_rows(int64_t offset, int32_t length);

#endif
