/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/show.h"

static const struct db_statement statement = {"health",
    "SELECT ret_ok FROM api_citizen.health()", 0, {0}};

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"ok", 0, 0}};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
}

/* For load balancers: nginx lets only the machine itself ask. */
enum result
health(struct request *req)
{
	struct db_rows *rows;
	enum result result;

	result = request_query(req, NULL, 0, NULL);
	if (result != RESULT_OK)
		return result;
	result = call(req, &statement, NULL, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_row_take(req, rows, show);
}
