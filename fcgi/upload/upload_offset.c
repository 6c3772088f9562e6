/* SPDX-License-Identifier: EUPL-1.2 */
#include "upload/operations.h"

#include "core/response.h"
#include "upload/tus.h"

static const struct db_statement statement = {"upload_offset",
    "SELECT ret_offset, ret_size, ret_metadata, ret_expires_at FROM "
    "api_upload.upload_offset($1, $2, $3)", 3,
    {DB_BYTES, DB_UUID, DB_TEXT}};

enum { OFFSET, SIZE, METADATA, EXPIRES_AT };

static enum result
add_headers(struct request *req, const struct db_rows *rows)
{
	const char *size = pool_printf(req->pool, "%lld",
	    (long long)db_get_int8(rows, 0, SIZE));
	enum result result;

	if (size == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	if ((result = response_header(req, "Upload-Length", size)) !=
	    RESULT_OK ||
	    (result = response_header(req, "Upload-Metadata",
		db_get_text(rows, 0, METADATA))) != RESULT_OK ||
	    (result = tus_offset(req, db_get_int8(rows, 0, OFFSET))) !=
	    RESULT_OK)
		return result;
	return tus_expires(req, db_get_time(rows, 0, EXPIRES_AT));
}

enum result
upload_offset(struct request *req)
{
	struct db_rows *rows;
	enum result result;

	if ((result = tus_begin(req)) != RESULT_OK)
		return result;
	struct db_value values[] = {tus_session(req),
	    db_uuid(req->variables[0]), db_text(req->id)};
	result = tus_call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	result = add_headers(req, rows);
	db_rows_free(rows);
	if (result != RESULT_OK)
		return result;
	return response_empty(req, 200);
}
