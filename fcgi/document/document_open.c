/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>
#include <string.h>
#include "core/condition.h"
#include "core/range.h"
#include "core/response.h"
#include "document/media.h"
#include "document/operations.h"
#include "document/stream.h"

static const struct db_statement statement = {"document_open",
    "SELECT ret_media_type, ret_file_name, ret_size, ret_sha256, ret_bytes "
    "FROM api_document.document_open($1, $2, $3, $4, $5)", 5,
    {DB_BYTES, DB_UUID, DB_INT8, DB_INT4, DB_TEXT}};

enum { MEDIA_TYPE, FILE_NAME, SIZE, SHA256, BYTES };

#define SHA256_BYTES 32
#define ETAG_SIZE (2 * SHA256_BYTES + 3) /* quotes and NUL */

/* What the client asks for. */
struct wish {
	bool download;
	struct range range;
	struct condition condition;
};

/* ---- Check ---- */

static enum result
check(struct request *req, struct wish *ret_wish)
{
	static const char *const yes[] = {"1", NULL};
	struct input {
		int download;
	} input = {-1};
	static const struct field fields[] = {{.name = "download",
	    .type = FIELD_WORD, .offset = offsetof(struct input, download),
	    .words = yes}};
	enum result result;

	result = request_query(req, fields, 1, &input);
	if (result != RESULT_OK)
		return result;
	*ret_wish = (struct wish){
	    .download = input.download == 0,
	    .range = range_parse(request_header(req, "HTTP_RANGE")),
	    .condition = {
		.if_match = request_header(req, "HTTP_IF_MATCH"),
		.if_none_match = request_header(req, "HTTP_IF_NONE_MATCH"),
		.if_range = request_header(req, "HTTP_IF_RANGE")
	    }
	};
	/* RFC 9110 section 14.2: Range has a meaning with GET alone. */
	if (req->head)
		ret_wish->range = (struct range){.form = RANGE_WHOLE};
	return RESULT_OK;
}

/* ---- Do ---- */

/* Calls the function for length bytes (0: the facts alone). */
static enum result
open_at(struct request *req, int64_t offset, int64_t length,
    struct db_rows **ret_rows)
{
	struct db_value values[] = {
	    db_bytes(req->session.session_key, TOKEN_SESSION_KEY_BYTES),
	    db_uuid(req->variables[0]), db_int8(offset),
	    db_int4((int32_t)length), db_text(req->id)};
	struct db_rows *rows;
	enum result result;

	result = db_call(req->shared->db, &statement, values, &rows,
	    &req->rule);
	if (result != RESULT_OK)
		return result;
	if (db_rows_count(rows) != 1) {
		db_rows_free(rows);
		return request_fail(req, RESULT_BROKEN,
		    "document_open: one row");
	}
	*ret_rows = rows;
	return RESULT_OK;
}

static int64_t
at_most_a_chunk(int64_t length)
{
	return length < STREAM_FIRST_BYTES ? length : STREAM_FIRST_BYTES;
}

/*
 * The facts and the first chunk in one statement. The size is not known yet;
 * the function cuts what lies outside.
 */
static enum result
open_range(struct request *req, const struct range *range,
    struct db_rows **ret_rows)
{
	switch (range->form) {
	case RANGE_FROM:
		/* last - first + 1 would overflow for an open end. */
		return open_at(req, range->first,
		    at_most_a_chunk(range->last - range->first) +
			(range->last - range->first < STREAM_FIRST_BYTES),
		    ret_rows);
	case RANGE_SUFFIX:
		return open_at(req, -range->suffix,
		    at_most_a_chunk(range->suffix), ret_rows);
	case RANGE_WHOLE:
		break;
	}
	return open_at(req, 0, STREAM_FIRST_BYTES, ret_rows);
}

static void
make_etag(const struct db_rows *rows, char ret_etag[ETAG_SIZE])
{
	static const char digits[] = "0123456789abcdef";
	const unsigned char *hash;
	size_t length;

	hash = db_get_bytes(rows, 0, SHA256, &length);
	*ret_etag++ = '"';
	for (size_t i = 0; i < length && i < SHA256_BYTES; i++) {
		*ret_etag++ = digits[hash[i] >> 4];
		*ret_etag++ = digits[hash[i] & 15];
	}
	*ret_etag++ = '"';
	*ret_etag = '\0';
}

/* ---- Show ---- */

static enum result
not_modified(struct request *req, const char *etag)
{
	enum result result = response_header(req, "ETag", etag);

	return result != RESULT_OK ? result : response_empty(req, 304);
}

static enum result
refuse_range(struct request *req, int64_t size)
{
	const char *value = pool_printf(req->pool, "bytes */%lld",
	    (long long)size);

	if (value == NULL ||
	    response_header(req, "Content-Range", value) != RESULT_OK)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	return request_fail(req, RESULT_BAD_RANGE,
	    "range: begins behind the end");
}

/* Headers of 200 and 206. */
static enum result
set_headers(struct request *req, const struct wish *wish,
    const struct db_rows *rows, const struct media *media)
{
	const struct {
		const char *name, *value;
	} headers[] = {
	    {"Accept-Ranges", "bytes"},
	    {"Content-Disposition", media_disposition(req->pool, media,
		wish->download, db_get_text(rows, 0, FILE_NAME))},
	    {"Content-Security-Policy", MEDIA_POLICY},
	    {"Cross-Origin-Resource-Policy", "same-origin"}};
	char etag[ETAG_SIZE];
	enum result result;

	make_etag(rows, etag);
	result = response_header(req, "ETag", etag);
	for (size_t i = 0; i < sizeof(headers) / sizeof(headers[0]) &&
	     result == RESULT_OK; i++)
		result = headers[i].value == NULL
		    ? request_fail(req, RESULT_TRY_AGAIN, "memory")
		    : response_header(req, headers[i].name, headers[i].value);
	return result;
}

static enum result
begin(struct request *req, const struct wish *wish,
    const struct db_rows *rows, struct range_part part)
{
	const struct media *media = media_find(db_get_text(rows, 0,
	    MEDIA_TYPE));
	int status = wish->range.form == RANGE_WHOLE ? 200 : 206;
	enum result result = set_headers(req, wish, rows, media);
	const char *value;

	if (result == RESULT_OK && status == 206) {
		value = pool_printf(req->pool, "bytes %lld-%lld/%lld",
		    (long long)part.offset,
		    (long long)(part.offset + part.length - 1),
		    (long long)db_get_int8(rows, 0, SIZE));
		result = value == NULL
		    ? request_fail(req, RESULT_TRY_AGAIN, "memory")
		    : response_header(req, "Content-Range", value);
	}
	if (result != RESULT_OK)
		return result;
	return response_begin(req, status, media->sent, part.length);
}

/* Sends head and body, and frees rows. */
static enum result
show_take(struct request *req, struct wish *wish, struct db_rows *rows)
{
	int64_t size = db_get_int8(rows, 0, SIZE);
	struct range_part part;
	enum result result;

	if (range_resolve(&wish->range, size, &part) != RESULT_OK) {
		db_rows_free(rows);
		return refuse_range(req, size);
	}
	if (part.length == 0) /* an empty document's suffix: RFC 9110 14.1.1 */
		wish->range.form = RANGE_WHOLE;
	result = begin(req, wish, rows, part);
	if (result != RESULT_OK || req->head || part.length == 0) {
		db_rows_free(rows);
		return result;
	}
	return stream_take(req, req->variables[0], part, rows, BYTES);
}

/*
 * Asks the rule before a tag is compared: who may not read learns nothing of
 * what is there, not even that it is unchanged.
 */
static enum result
judge(struct request *req, struct wish *wish, bool *ret_done)
{
	char etag[ETAG_SIZE];
	struct db_rows *rows;
	enum result result;

	result = open_at(req, 0, 0, &rows);
	if (result != RESULT_OK)
		return result;
	make_etag(rows, etag);
	db_rows_free(rows);
	if (!condition_allows_range(&wish->condition, etag))
		wish->range = (struct range){.form = RANGE_WHOLE};
	switch (condition_judge(&wish->condition, etag)) {
	case CONDITION_FAILED:
		return request_fail(req, RESULT_CHANGED,
		    "if-match: another version");
	case CONDITION_NOT_MODIFIED:
		*ret_done = true;
		return not_modified(req, etag);
	case CONDITION_GO_ON:
		break;
	}
	*ret_done = false;
	return RESULT_OK;
}

enum result
document_open(struct request *req)
{
	struct db_rows *rows;
	enum result result;
	bool done = false;
	struct wish wish;

	result = check(req, &wish);
	if (result == RESULT_OK && condition_given(&wish.condition))
		result = judge(req, &wish, &done);
	if (result != RESULT_OK || done)
		return result;
	result = req->head ? open_at(req, 0, 0, &rows)
	    : open_range(req, &wish.range, &rows);
	if (result != RESULT_OK)
		return result;
	return show_take(req, &wish, rows);
}
