/* SPDX-License-Identifier: EUPL-1.2 */
#include "upload/operations.h"

#include "core/response.h"
#include "upload/tus.h"

static const struct db_statement statement = {"upload_append",
    "SELECT ret_offset, ret_expires_at FROM api_upload.upload_append($1, $2, "
    "$3, $4, $5)", 5,
    {DB_BYTES, DB_UUID, DB_INT8, DB_BYTES, DB_TEXT}};

enum { OFFSET, EXPIRES_AT };

static enum result
answer_take(struct request *req, struct db_rows *rows)
{
	enum result result = tus_offset(req, db_get_int8(rows, 0, OFFSET));

	if (result == RESULT_OK)
		result = tus_expires(req, db_get_time(rows, 0, EXPIRES_AT));
	db_rows_free(rows);
	if (result != RESULT_OK)
		return result;
	return response_empty(req, 204);
}

/* The statement has committed when it answers: only then is the chunk
 * acknowledged. */
enum result
upload_append(struct request *req)
{
	struct tus_chunk chunk;
	struct db_rows *rows;
	enum result result;
	int64_t offset;

	if ((result = tus_begin(req)) != RESULT_OK ||
	    (result = tus_number(req, "HTTP_UPLOAD_OFFSET",
		"Upload-Offset: a number of bytes", &offset)) != RESULT_OK ||
	    (result = tus_take(req, true, &chunk)) != RESULT_OK)
		return result;
	struct db_value values[] = {tus_session(req),
	    db_uuid(req->variables[0]), db_int8(offset),
	    db_bytes(chunk.at, chunk.length), db_text(req->id)};
	result = tus_call(req, &statement, values, &rows);
	tus_give(req, &chunk);
	if (result != RESULT_OK)
		return result;
	return answer_take(req, rows);
}
