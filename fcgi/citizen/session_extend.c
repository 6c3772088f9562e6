/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/show.h"

static const struct db_statement statement = {"session_extend",
    "SELECT ret_idle_until, ret_until FROM api_citizen.session_extend($1)",
    1, {DB_BYTES}};

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"idle_until", 0, 0},
	    {"until", 1, 0}};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
}

enum result
session_extend(struct request *req)
{
	struct db_value values[] = {session_value(req)};
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
