/* SPDX-License-Identifier: EUPL-1.2 */
#include "upload/tus.h"

#include <string.h>
#include <time.h>

#include "core/response.h"
#include "upload/upload.h"

#define CHUNK_TYPE "application/offset+octet-stream"
#define DIGITS_MOST 15
#define DATE_SIZE 32 /* "Thu, 01 Jan 1970 00:00:00 GMT" and NUL */

enum result
tus_begin(struct request *req)
{
	const char *version = request_header(req, "HTTP_TUS_RESUMABLE");
	enum result result;

	if (version == NULL || strcmp(version, TUS_VERSION) != 0) {
		result = response_header(req, "Tus-Version", TUS_VERSION);
		if (result != RESULT_OK)
			return result;
		return request_fail(req, RESULT_WRONG_VERSION,
		    "Tus-Resumable: 1.0.0");
	}
	return request_query(req, NULL, 0, NULL);
}

enum result
tus_number(struct request *req, const char *cgi_name, const char *rule,
    int64_t *ret_number)
{
	const char *text = request_header(req, cgi_name);
	int64_t number = 0;

	if (text == NULL || strlen(text) > DIGITS_MOST ||
	    strspn(text, "0123456789") != strlen(text))
		return request_fail(req, RESULT_BAD_INPUT, rule);
	for (; *text != '\0'; text++)
		number = number * 10 + (*text - '0');
	*ret_number = number;
	return RESULT_OK;
}

enum result
tus_offset(struct request *req, int64_t offset)
{
	const char *text = pool_printf(req->pool, "%lld", (long long)offset);

	if (text == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	return response_header(req, "Upload-Offset", text);
}

/* RFC 9110 section 5.6.7; the worker never leaves the C locale. */
enum result
tus_expires(struct request *req, int64_t microseconds)
{
	time_t seconds = (time_t)(microseconds / 1000000);
	char text[DATE_SIZE];
	struct tm parts;

	if (gmtime_r(&seconds, &parts) == NULL ||
	    strftime(text, sizeof(text), "%a, %d %b %Y %H:%M:%S GMT",
		&parts) == 0)
		return request_fail(req, RESULT_BROKEN, "Upload-Expires");
	return response_header(req, "Upload-Expires", text);
}

/* Reads the body into the buffer and compares its checksum. */
static enum result
fill(struct request *req, const struct checksum *checksum,
    struct tus_chunk *chunk)
{
	enum result result = request_body_into(req, chunk->at, chunk->length);

	if (result != RESULT_OK)
		return result;
	result = checksum_verify(upload_of(req)->functions, checksum,
	    chunk->at, chunk->length);
	if (result != RESULT_OK)
		return request_fail(req, result,
		    "Upload-Checksum: the bytes have another");
	return RESULT_OK;
}

enum result
tus_take(struct request *req, bool required, struct tus_chunk *ret_chunk)
{
	struct tus_chunk chunk = {0};
	struct checksum checksum;
	enum result result;

	result = request_body_length(req, UPLOAD_CHUNK_BYTES, &chunk.length);
	if (result != RESULT_OK)
		return result;
	if ((required || chunk.length > 0) &&
	    !request_has_type(req, CHUNK_TYPE))
		return request_fail(req, RESULT_WRONG_TYPE,
		    "Content-Type: " CHUNK_TYPE);
	result = checksum_parse(request_header(req, "HTTP_UPLOAD_CHECKSUM"),
	    &checksum, &req->rule);
	if (result != RESULT_OK)
		return result;
	if (required || chunk.length > 0) {
		chunk.at = buffers_take(upload_of(req)->buffers);
		result = fill(req, &checksum, &chunk);
	}
	if (result != RESULT_OK)
		tus_give(req, &chunk);
	else
		*ret_chunk = chunk;
	return result;
}

void
tus_give(struct request *req, struct tus_chunk *chunk)
{
	if (chunk->at != NULL)
		buffers_give(upload_of(req)->buffers, chunk->at);
	*chunk = (struct tus_chunk){0};
}

enum result
tus_call(struct request *req, const struct db_statement *statement,
    const struct db_value *values, struct db_rows **ret_rows)
{
	struct db_rows *rows;
	enum result result = db_call(req->shared->db, statement, values,
	    &rows, &req->rule);

	if (result != RESULT_OK)
		return result;
	if (db_rows_count(rows) != 1) {
		db_rows_free(rows);
		return request_fail(req, RESULT_BROKEN, "upload: one row");
	}
	*ret_rows = rows;
	return RESULT_OK;
}

struct db_value
tus_session(const struct request *req)
{
	return db_bytes(req->session.session_key, TOKEN_SESSION_KEY_BYTES);
}
