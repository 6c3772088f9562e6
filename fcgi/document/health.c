/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/response.h"
#include "core/writer.h"
#include "document/operations.h"

static const struct db_statement statement = {"health",
    "SELECT ret_ok FROM api_document.health()", 0, {0}};

/* For load balancers: nginx lets only the machine itself ask. */
enum result
health(struct request *req)
{
	struct db_rows *rows;
	struct writer writer;
	enum result result;

	result = request_query(req, NULL, 0, NULL);
	if (result != RESULT_OK)
		return result;
	result = db_call(req->shared->db, &statement, NULL, &rows, &req->rule);
	if (result != RESULT_OK)
		return result;
	writer_begin(&writer, req->pool);
	writer_open(&writer, '{');
	writer_key(&writer, "ok");
	writer_value(&writer, rows, 0, 0);
	writer_close(&writer, '}');
	db_rows_free(rows);
	return response_json(req, 200, &writer);
}
