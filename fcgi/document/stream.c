/* SPDX-License-Identifier: EUPL-1.2 */
#include "document/stream.h"

#include <poll.h>
#include <stdbool.h>
#include <time.h>
#include "core/gateway.h"

#define SLOW_CHUNK_BYTES (64 * 1024)
/* A chunk that takes longer makes a client slow: below 1.3 MB/s. */
#define PATIENCE_MS 200
/* So much within PATIENCE_MS * 2 makes it quick again. */
#define QUICK_BYTES (512 * 1024)
/* A database that is away: 20 times half a second. */
#define RETRIES 20
#define RETRY_MS 500

static const struct db_statement statement = {"document_chunk",
    "SELECT * FROM api_document.document_chunk($1, $2, $3, $4)", 4,
    {DB_BYTES, DB_UUID, DB_INT8, DB_INT4}};

/* Bytes at hand: what is unsent of a result. */
struct chunk {
	struct db_rows *rows; /* NULL: nothing at hand */
	const unsigned char *at;
	size_t left;
};

struct stream {
	struct request *req;
	struct uuid version;
	int64_t at, end;            /* next byte to send, and one behind */
	struct chunk chunk, next;
	struct db_pending *pending; /* will become next */
	bool slow;
	int64_t window_ms;          /* slow: when counting began, and what */
	int64_t window_bytes;       /* was sent since */
};

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- Chunks ---- */

static void
chunk_drop(struct chunk *chunk)
{
	db_rows_free(chunk->rows);
	*chunk = (struct chunk){0};
}

static enum result
chunk_take(struct chunk *chunk, struct db_rows *rows, int c, int64_t most)
{
	chunk->rows = rows;
	if (db_rows_count(rows) == 1 && !db_is_null(rows, 0, c))
		chunk->at = db_get_bytes(rows, 0, c, &chunk->left);
	if (chunk->left > 0 && (int64_t)chunk->left <= most)
		return RESULT_OK;
	chunk_drop(chunk);
	return RESULT_BROKEN;
}

static void
set_values(const struct stream *stream, int64_t offset,
    struct db_value values[4])
{
	int64_t length = stream->slow ? SLOW_CHUNK_BYTES : STREAM_CHUNK_BYTES;

	if (length > stream->end - offset)
		length = stream->end - offset;
	values[0] = db_bytes(stream->req->session.session_key,
	    TOKEN_SESSION_KEY_BYTES);
	values[1] = db_uuid(stream->version);
	values[2] = db_int8(offset);
	values[3] = db_int4((int32_t)length);
}

/* ---- The next chunk, fetched ahead ---- */

/* Fails in silence: without it the chunk is asked for when it is needed. */
static void
fetch_ahead(struct stream *stream)
{
	int64_t offset = stream->at + (int64_t)stream->chunk.left;
	struct db_value values[4];

	if (stream->slow || offset >= stream->end)
		return;
	set_values(stream, offset, values);
	if (db_start(stream->req->shared->db, &statement, values,
		&stream->pending) != RESULT_OK)
		stream->pending = NULL;
}

/* Takes what was fetched ahead, and gives the connection back. */
static void
collect(struct stream *stream)
{
	struct db_rows *rows;

	if (stream->pending == NULL)
		return;
	if (db_finish(stream->pending, &rows, NULL) == RESULT_OK)
		(void)!chunk_take(&stream->next, rows, 0, STREAM_CHUNK_BYTES);
	stream->pending = NULL;
}

static void
let_go(struct stream *stream)
{
	chunk_drop(&stream->chunk);
	chunk_drop(&stream->next);
	db_cancel(stream->pending);
	stream->pending = NULL;
}

/* ---- Waiting ---- */

/*
 * Waits until the connection takes bytes; false when it took longer than
 * timeout_ms (-1: for ever). Meanwhile collects what was fetched ahead.
 */
static bool
wait_for_client(struct stream *stream, int64_t timeout_ms)
{
	const int64_t deadline = now_ms() + timeout_ms;
	struct pollfd polled[2] = {
	    {.fd = gateway_descriptor(stream->req->gateway),
		.events = POLLOUT},
	    {.events = POLLIN}
	};
	int64_t left = timeout_ms;

	for (;;) {
		polled[1].fd = stream->pending == NULL ? -1
		    : db_descriptor(stream->pending);
		polled[0].revents = polled[1].revents = 0;
		poll(polled, 2, (int)left);
		if (polled[0].revents != 0)
			return true; /* an end shows at the next write */
		if (polled[1].revents != 0 && db_ready(stream->pending))
			collect(stream);
		if (timeout_ms < 0)
			continue;
		left = deadline - now_ms();
		if (left <= 0)
			return false;
	}
}

/* A pause that ends early, and false, when the client hangs up. */
static bool
pause_for_database(const struct stream *stream)
{
	struct pollfd polled = {
	    .fd = gateway_descriptor(stream->req->gateway)};

	return poll(&polled, 1, RETRY_MS) == 0;
}

/* ---- Reading and writing ---- */

static enum result
fetch(struct stream *stream)
{
	struct db_value values[4];
	struct db_rows *rows;
	enum result result;

	for (int i = 0; i < RETRIES; i++) {
		set_values(stream, stream->at, values);
		result = db_call(stream->req->shared->db, &statement, values,
		    &rows, &stream->req->rule);
		if (result != RESULT_TRY_AGAIN)
			break;
		if (!pause_for_database(stream))
			return RESULT_HUNG_UP;
	}
	if (result != RESULT_OK)
		return result;
	result = chunk_take(&stream->chunk, rows, 0, values[3].int4);
	if (result != RESULT_OK)
		stream->req->rule = "content: shorter than its size";
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
	if (stream->slow)
		wait_for_client(stream, -1);
	return fetch(stream);
}

static void
turn_slow(struct stream *stream)
{
	let_go(stream);
	stream->slow = true;
	stream->window_ms = now_ms();
	stream->window_bytes = 0;
}

/* Counts what a slow client took; a whole window in time makes it quick. */
static void
count_sent(struct stream *stream, size_t sent)
{
	int64_t now;

	if (!stream->slow)
		return;
	stream->window_bytes += (int64_t)sent;
	if (stream->window_bytes < QUICK_BYTES)
		return;
	now = now_ms();
	stream->slow = now - stream->window_ms > 2 * PATIENCE_MS;
	stream->window_ms = now;
	stream->window_bytes = 0;
}

/* Writes the chunk at hand, or lets go of it when that takes too long. */
static enum result
send_chunk(struct stream *stream)
{
	struct chunk *chunk = &stream->chunk;
	int64_t deadline = 0;
	enum result result;
	size_t sent;

	while (chunk->left > 0) {
		result = gateway_write_some(stream->req->gateway, chunk->at,
		    chunk->left, &sent);
		if (result != RESULT_OK)
			return result;
		chunk->at += sent;
		chunk->left -= sent;
		stream->at += (int64_t)sent;
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
	enum result result = RESULT_OK;

	while (result == RESULT_OK && stream->at < stream->end) {
		if (stream->chunk.rows == NULL)
			result = next_chunk(stream);
		if (result != RESULT_OK)
			break;
		fetch_ahead(stream);
		result = send_chunk(stream);
	}
	return result;
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
	const char *rule;

	result = chunk_take(&stream.chunk, first, c, part.length);
	if (result == RESULT_OK)
		result = run(&stream);
	else
		req->rule = "content: shorter than its size";
	let_go(&stream);
	if (result == RESULT_OK)
		return RESULT_OK;
	gateway_abort(req->gateway);
	rule = pool_printf(req->pool, "cut short: %s",
	    result == RESULT_HUNG_UP || req->rule == NULL
		? result_row(result)->word : req->rule);
	return request_fail(req, result, rule);
}
