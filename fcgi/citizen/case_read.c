/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/show.h"

static const struct db_statement statement = {"case_read",
    "SELECT " CASE_NAMES
    ", ret_role, ret_documents, ret_hidden FROM api_citizen.case_read($1, $2, "
    "$3)", 3,
    {DB_BYTES, DB_UUID, DB_TEXT}};

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"role", CASE_COLUMNS, 0},
	    {"documents", CASE_COLUMNS + 1, 0},
	    {"hidden", CASE_COLUMNS + 2, 0}};

	show_case(writer, req, rows, r);
	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
}

enum result
case_read(struct request *req)
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
