/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/show.h"

static const struct db_statement statement = {"upload_read",
    "SELECT " UPLOAD_NAMES
    " FROM api_citizen.upload_read($1, $2, $3)", 3,
    {DB_BYTES, DB_UUID, DB_TEXT}};

enum result
upload_read(struct request *req)
{
	struct db_rows *rows;
	enum result result;

	result = request_query(req, NULL, 0, NULL);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req),
	    db_uuid(req->variables[0]), db_text(req->id)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_row_take(req, rows, show_upload);
}
