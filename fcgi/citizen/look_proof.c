/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/show.h"
#include "core/response.h"

static const struct db_statement statement = {"look_proof",
    "SELECT ret_checked_at, ret_whole, ret_since, ret_until, "
    "ret_proved_from, ret_unsealed_since FROM api_citizen.look_proof($1)",
    1, {DB_BYTES}};

/* Before the first proof there is no row, and all are null. */
static void
show(struct writer *writer, const struct db_rows *rows)
{
	static const char *const names[] = {"checked_at", "whole", "since",
	    "until", "proved_from", "unsealed_since"};

	writer_open(writer, '{');
	for (int c = 0; c < (int)LENGTH(names); c++) {
		writer_key(writer, names[c]);
		if (db_rows_count(rows) > 0)
			writer_value(writer, rows, 0, c);
		else
			writer_null(writer);
	}
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
