/* SPDX-License-Identifier: EUPL-1.2 */
#include "document/chunk.h"

#include <stdatomic.h>

static atomic_long booked;

static bool
book(size_t bytes)
{
	if (bytes <= CHUNK_SMALL_BYTES)
		return true;
	if (atomic_fetch_add(&booked, (long)bytes) + (long)bytes <=
	    CHUNK_BOUND_BYTES)
		return true;
	atomic_fetch_sub(&booked, (long)bytes);
	return false;
}

static void
give_back(size_t bytes)
{
	if (bytes > CHUNK_SMALL_BYTES)
		atomic_fetch_sub(&booked, (long)bytes);
}

bool
chunk_book(struct chunk *chunk, int64_t wanted, int64_t left)
{
	size_t bytes = (size_t)(wanted < left ? wanted : left);

	if (!book(bytes))
		return false;
	chunk->booked = bytes;
	return true;
}

void
chunk_book_some(struct chunk *chunk, int64_t wanted, int64_t left)
{
	if (!chunk_book(chunk, wanted, left))
		(void)!chunk_book(chunk, CHUNK_SMALL_BYTES, left);
}

static enum result
take(struct chunk *chunk, struct db_rows *rows, int c)
{
	chunk->rows = rows;
	if (db_rows_count(rows) != 1 || db_is_null(rows, 0, c))
		return RESULT_BROKEN;
	chunk->at = db_get_bytes(rows, 0, c, &chunk->left);
	return RESULT_OK;
}

enum result
chunk_take(struct chunk *chunk, struct db_rows *rows, int c)
{
	if (take(chunk, rows, c) == RESULT_OK && chunk->left == chunk->booked)
		return RESULT_OK;
	chunk_drop(chunk);
	return RESULT_BROKEN;
}

enum result
chunk_take_first(struct chunk *chunk, struct db_rows *rows, int c,
    int64_t most)
{
	if (take(chunk, rows, c) == RESULT_OK && chunk->left > 0 &&
	    (int64_t)chunk->left <= most)
		return RESULT_OK;
	chunk_drop(chunk);
	return RESULT_BROKEN;
}

void
chunk_drop(struct chunk *chunk)
{
	db_rows_free(chunk->rows);
	give_back(chunk->booked);
	*chunk = (struct chunk){0};
}
