/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/show.h"

static const struct db_statement statement = {"remark_withdraw",
    "SELECT ret_id, ret_withdrawn_at FROM api_citizen.remark_withdraw($1, $2, "
    "$3)", 3,
    {DB_BYTES, DB_UUID, DB_TEXT}};

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"id", 0, 0},
	    {"withdrawn_at", 1, 0}};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
}

enum result
remark_withdraw(struct request *req)
{
	struct db_value values[] = {session_value(req),
	    db_uuid(req->variables[0]), db_text(req->id)};
	struct db_rows *rows;
	enum result result;

	result = request_query(req, NULL, 0, NULL);
	if (result != RESULT_OK)
		return result;
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_row_take(req, rows, show);
}
