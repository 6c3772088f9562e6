/* SPDX-License-Identifier: EUPL-1.2 */
#include "document/stream.h"

#include <poll.h>
#include <stdbool.h>
#include <time.h>
#include "core/gateway.h"
#include "document/chunk.h"

/* A chunk that takes longer makes a client slow: below 1.3 MB/s. */
#define PATIENCE_MS 200
/* How long PostgreSQL's answer is left in its socket; see wait_for_client. */
#define MOMENT_MS 20
/* So much within PATIENCE_MS * 2 makes a client quick again. */
#define QUICK_BYTES (512 * 1024)
/* So much without being slow earns the largest chunks. */
#define LARGE_AFTER_BYTES (1024 * 1024)
/* A database that is away: 20 times half a second. */
#define RETRIES 20
#define RETRY_MS 500

static const struct db_statement statement = {"document_chunk",
    "SELECT ret_bytes FROM api_document.document_chunk($1, $2, $3, $4)", 4,
    {DB_BYTES, DB_UUID, DB_INT8, DB_INT4}};

struct stream {
	struct request *req;
	struct uuid version;
	int64_t at, end;            /* next byte to send, and one behind */
	struct chunk chunk, next;
	struct db_pending *pending; /* will become next */
	bool slow;
	int64_t counted;            /* bytes sent since it turned slow, or */
	int64_t counted_ms;         /* quick; slow: when counting began */
};

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- Reading ---- */

/* How much to ask for at once, when there is room for it. */
static int64_t
wanted(const struct stream *stream)
{
	if (stream->slow)
		return CHUNK_SMALL_BYTES;
	return stream->counted < LARGE_AFTER_BYTES ? CHUNK_BYTES
	    : CHUNK_LARGE_BYTES;
}

static void
set_values(const struct stream *stream, int64_t offset,
    const struct chunk *chunk, struct db_value values[4])
{
	values[0] = db_bytes(stream->req->session.session_key,
	    TOKEN_SESSION_KEY_BYTES);
	values[1] = db_uuid(stream->version);
	values[2] = db_int8(offset);
	values[3] = db_int4((int32_t)chunk->booked);
}

/* Fails in silence: without it the chunk is asked for when it is needed. */
static void
fetch_ahead(struct stream *stream)
{
	int64_t offset = stream->at + (int64_t)stream->chunk.left;
	struct db_value values[4];

	if (stream->slow || offset >= stream->end ||
	    !chunk_book(&stream->next, wanted(stream), stream->end - offset))
		return;
	set_values(stream, offset, &stream->next, values);
	if (db_start(stream->req->shared->db, &statement, values,
		&stream->pending) != RESULT_OK) {
		stream->pending = NULL;
		chunk_drop(&stream->next);
	}
}

/* Takes what was fetched ahead, and gives the connection back. */
static void
collect(struct stream *stream)
{
	struct db_rows *rows;
	enum result result;

	if (stream->pending == NULL)
		return;
	result = db_finish(stream->pending, &rows, NULL);
	stream->pending = NULL;
	if (result == RESULT_OK)
		result = chunk_take(&stream->next, rows, 0);
	if (result != RESULT_OK)
		chunk_drop(&stream->next);
}

static void
let_go(struct stream *stream)
{
	db_cancel(stream->pending);
	stream->pending = NULL;
	chunk_drop(&stream->chunk);
	chunk_drop(&stream->next);
}

/* ---- Waiting ---- */

/* Polls the client, and with pending also the database; -1: for ever. */
static bool
poll_both(struct stream *stream, bool with_pending, int64_t timeout_ms)
{
	struct pollfd polled[2] = {
	    {.fd = gateway_descriptor(stream->req->gateway),
		.events = POLLOUT},
	    {.fd = -1, .events = POLLIN}
	};

	if (with_pending && stream->pending != NULL)
		polled[1].fd = db_descriptor(stream->pending);
	poll(polled, 2, (int)timeout_ms);
	if (polled[1].revents != 0 && db_ready(stream->pending))
		collect(stream);
	return polled[0].revents != 0; /* an end shows at the next write */
}

/*
 * Waits until the connection takes bytes; false when that takes longer than
 * timeout_ms. PostgreSQL sends in pieces of 8 KiB: reading them as they come
 * would cost a wake-up each, so for a moment only the client is waited for;
 * then what was fetched ahead is collected too, for its connection's sake.
 */
static bool
wait_for_client(struct stream *stream, int64_t timeout_ms)
{
	const int64_t deadline = now_ms() + timeout_ms;
	int64_t left;

	if (poll_both(stream, false, timeout_ms < MOMENT_MS ? timeout_ms
		: MOMENT_MS))
		return true;
	while ((left = deadline - now_ms()) > 0)
		if (poll_both(stream, true, left))
			return true;
	return false;
}

/* A pause that ends early, and false, when the client hangs up. */
static bool
pause_for_database(const struct stream *stream)
{
	struct pollfd polled = {
	    .fd = gateway_descriptor(stream->req->gateway)};

	return poll(&polled, 1, RETRY_MS) == 0;
}

/* ---- Chunk after chunk ---- */

static enum result
fetch(struct stream *stream)
{
	struct request *req = stream->req;
	enum result result = RESULT_TRY_AGAIN;
	struct db_value values[4];
	struct db_rows *rows;

	chunk_book_some(&stream->chunk, wanted(stream),
	    stream->end - stream->at);
	set_values(stream, stream->at, &stream->chunk, values);
	for (int i = 0; i < RETRIES && result == RESULT_TRY_AGAIN; i++) {
		if (i > 0 && !pause_for_database(stream))
			return RESULT_HUNG_UP;
		result = db_call(req->shared->db, &statement, values, &rows,
		    &req->rule);
	}
	if (result != RESULT_OK)
		return result;
	result = chunk_take(&stream->chunk, rows, 0);
	if (result != RESULT_OK)
		req->rule = "content: another length than asked for";
	return result;
}

/* Makes sure that bytes are at hand. A slow client is waited for first. */
static enum result
next_chunk(struct stream *stream)
{
	collect(stream);
	if (stream->next.rows != NULL) {
		stream->chunk = stream->next;
		stream->next = (struct chunk){0};
		return RESULT_OK;
	}
	if (stream->slow) /* nothing is held meanwhile */
		poll_both(stream, false, -1);
	return fetch(stream);
}

static void
turn_slow(struct stream *stream)
{
	let_go(stream);
	stream->slow = true;
	stream->counted = 0;
	stream->counted_ms = now_ms();
}

/* A slow client that takes QUICK_BYTES in time is quick again. */
static void
count_sent(struct stream *stream, size_t sent)
{
	int64_t now;

	stream->at += (int64_t)sent;
	stream->counted += (int64_t)sent;
	if (!stream->slow || stream->counted < QUICK_BYTES)
		return;
	now = now_ms();
	stream->slow = now - stream->counted_ms > 2 * PATIENCE_MS;
	stream->counted = 0;
	stream->counted_ms = now;
}

/* Writes the chunk at hand, or lets go of it when that takes too long. */
static enum result
send_chunk(struct stream *stream)
{
	struct chunk *chunk = &stream->chunk;
	int64_t deadline = 0;
	enum result result;
	size_t sent;

	for (;;) {
		result = gateway_write_some(stream->req->gateway, chunk->at,
		    chunk->left, &sent);
		if (result != RESULT_OK)
			return result;
		chunk->at += sent;
		chunk->left -= sent;
		count_sent(stream, sent);
		if (chunk->left == 0)
			break;
		if (deadline == 0)
			deadline = now_ms() + PATIENCE_MS;
		if (now_ms() >= deadline ||
		    !wait_for_client(stream, deadline - now_ms())) {
			turn_slow(stream);
			return RESULT_OK;
		}
	}
	chunk_drop(chunk);
	return RESULT_OK;
}

static enum result
run(struct stream *stream)
{
	enum result result;

	for (;;) {
		fetch_ahead(stream);
		result = send_chunk(stream);
		if (result != RESULT_OK || stream->at == stream->end)
			return result;
		result = next_chunk(stream);
		if (result != RESULT_OK)
			return result;
	}
}

enum result
stream_take(struct request *req, struct uuid version,
    struct range_part part, struct db_rows *first, int c)
{
	struct stream stream = {
	    .req = req,
	    .version = version,
	    .at = part.offset,
	    .end = part.offset + part.length
	};
	enum result result;

	result = chunk_take_first(&stream.chunk, first, c, part.length);
	if (result == RESULT_OK)
		result = run(&stream);
	else
		req->rule = "content: shorter than its size";
	let_go(&stream);
	if (result == RESULT_OK)
		return RESULT_OK;
	gateway_abort(req->gateway);
	return request_fail(req, result, pool_printf(req->pool,
	    "cut short: %s", result == RESULT_HUNG_UP || req->rule == NULL
		? result_row(result)->word : req->rule));
}
