/* SPDX-License-Identifier: EUPL-1.2
 *
 * Job kind area: an area shows more or less than before. The rule asks the area
 * itself; what is derived from it follows here, some cases a statement.
 */
#include "courier/job.h"
#include "courier/operations.h"

static const struct db_statement statement = {"area_refresh",
    "SELECT ret_last FROM api_courier.area_refresh($1, $2, $3)", 3,
    {DB_INT8, DB_UUID, DB_UUID}};

enum result
area(struct courier *courier, struct job *job, const char **ret_rule)
{
	struct db_value values[] = {db_int8(job->id), db_uuid(job->lease),
	    db_null(DB_UUID)};
	enum result result = RESULT_OK;

	while (result == RESULT_OK) {
		struct db_rows *rows = NULL;

		result = db_call(courier->db, &statement, values, &rows,
		    ret_rule);
		if (result == RESULT_OK && db_rows_count(rows) == 0) {
			db_rows_free(rows);
			return RESULT_OK;
		}
		if (result == RESULT_OK)
			values[2] = db_uuid(db_get_uuid(rows, 0, 0));
		db_rows_free(rows);
		if (result == RESULT_OK)
			result = job_keep(courier, job, ret_rule);
	}
	return result;
}
