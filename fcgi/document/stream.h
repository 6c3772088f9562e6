/* SPDX-License-Identifier: EUPL-1.2
 *
 * The rest of a document, chunk by chunk, at the client's pace.
 *
 * A client that keeps up gets 256 KiB a statement, and 1 MiB when it has kept
 * up for a while: each statement asks for session and rule, which costs as
 * much as 256 KiB do. The next chunk is under way while one is written.
 *
 * A client that does not take a chunk within 200 ms is slow: what is held for
 * it is let go, and from then on 128 KiB are read only when the connection can
 * take them at once. So a slow client costs a thread's stack; it holds neither a
 * chunk nor a database connection while it is waited for. One that turns
 * quick again gets large chunks again. What all clients of a process hold is
 * bounded; where the bound is reached, they are served as slow ones are.
 *
 * Log-out and withdrawal take effect in the middle, at the next statement.
 */
#ifndef MINSAG_DOCUMENT_STREAM_H
#define MINSAG_DOCUMENT_STREAM_H

#include <stdint.h>
#include "core/db.h"
#include "core/range.h"
#include "core/request.h"
#include "core/result.h"

/* The first chunk: with the head it fits into the connection's buffer. */
#define STREAM_FIRST_BYTES (128 * 1024)

/*
 * Writes part of a version; the head has been sent. first holds bytes from
 * the part's beginning in column c of row 0; stream_take frees it. A failure
 * cuts the connection, so that the client sees that the body is short:
 * RESULT_HUNG_UP when it was the client's end, else what the database said,
 * its rule noted. A database that is away is waited for, some seconds.
 */
enum result
stream_take(struct request *req, struct uuid version,
    struct range_part part, struct db_rows *first, int c) must_check;

#endif
