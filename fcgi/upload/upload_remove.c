/* SPDX-License-Identifier: EUPL-1.2 */
#include "upload/operations.h"

#include "core/response.h"
#include "upload/tus.h"

static const struct db_statement statement = {"upload_remove",
    "SELECT ret_ok FROM api_upload.upload_remove($1, $2, $3)", 3,
    {DB_BYTES, DB_UUID, DB_TEXT}};

enum result
upload_remove(struct request *req)
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
	db_rows_free(rows);
	return response_empty(req, 204);
}
