/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/show.h"
#include "core/response.h"

static const struct db_statement statement = {"look_proof",
    "SELECT ret_checked_at, ret_whole FROM api_citizen.look_proof($1)",
    1, {DB_BYTES}};

enum { CHECKED_AT, WHOLE };

/* Before the first proof there is no row, and both are null. */
static void
show(struct writer *writer, const struct db_rows *rows)
{
	bool known = db_rows_count(rows) > 0;

	writer_open(writer, '{');
	writer_key(writer, "checked_at");
	if (known)
		writer_value(writer, rows, 0, CHECKED_AT);
	else
		writer_null(writer);
	writer_key(writer, "whole");
	if (known)
		writer_value(writer, rows, 0, WHOLE);
	else
		writer_null(writer);
	writer_close(writer, '}');
}

enum result
look_proof(struct request *req)
{
	struct db_value values[] = {session_value(req)};
	struct db_rows *rows;
	struct writer writer;
	enum result result;

	result = request_query(req, NULL, 0, NULL);
	if (result != RESULT_OK)
		return result;
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	writer_begin(&writer, req->pool);
	show(&writer, rows);
	db_rows_free(rows);
	return response_json(req, 200, &writer);
}
