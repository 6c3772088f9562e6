/* SPDX-License-Identifier: EUPL-1.2
 *
 * Bytes of a document that are at hand, and the bound on how many a process
 * holds: whoever wants more than a small chunk books it first.
 */
#ifndef MINSAG_DOCUMENT_CHUNK_H
#define MINSAG_DOCUMENT_CHUNK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/db.h"
#include "core/result.h"

/*
 * Never bounded, so that all get on. A local socket that says it can be
 * written holds a quarter of its 208 KiB (net.core.wmem_default) at most: as
 * much as this goes in at once.
 */
#define CHUNK_SMALL_BYTES (128 * 1024)
#define CHUNK_BYTES (256 * 1024)
#define CHUNK_LARGE_BYTES (1024 * 1024) /* the most document_chunk gives */

/* All that is booked of a process: 16 downloads at full speed. */
#define CHUNK_BOUND_BYTES (32 * 1024 * 1024)

struct chunk {
	size_t booked;           /* how much may be asked for */
	struct db_rows *rows;    /* NULL: nothing at hand */
	const unsigned char *at; /* what is unsent of it */
	size_t left;
};

/*
 * Books up to wanted bytes of the left ones, or false when the bound is
 * reached. Undone by chunk_drop.
 */
bool
chunk_book(struct chunk *chunk, int64_t wanted, int64_t left) must_check;

/* The same, but a small chunk can always be had. */
void
chunk_book_some(struct chunk *chunk, int64_t wanted, int64_t left);

/*
 * Takes the bytes of column c, row 0, and owns rows. RESULT_BROKEN when they
 * are not as many as were booked; rows are freed then too.
 */
enum result
chunk_take(struct chunk *chunk, struct db_rows *rows, int c) must_check;

/* The same for bytes that nobody booked, 1 to most. */
enum result
chunk_take_first(struct chunk *chunk, struct db_rows *rows, int c,
    int64_t most) must_check;

/* Frees the bytes and gives back what was booked. */
void
chunk_drop(struct chunk *chunk);

#endif
