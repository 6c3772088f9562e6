/* SPDX-License-Identifier: EUPL-1.2
 *
 * Job kind sweep, every night: what is past its time goes, some rows a call,
 * so that nobody waits for it.
 */
#include "courier/operations.h"

static const struct db_statement steps[] = {
	{"upload_sweep", "SELECT ret_removed FROM api_courier.upload_sweep()",
	    0,
	    {DB_BOOL}},
	{"job_sweep", "SELECT ret_deleted FROM api_courier.job_sweep()",
	    0, {DB_BOOL}},
};

enum result
sweep(struct courier *courier, struct job *job, const char **ret_rule)
{
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		for (int64_t gone = 1; gone > 0;) {
			struct db_rows *rows = NULL;
			enum result result = job_keep(courier, job, ret_rule);

			if (result == RESULT_OK)
				result = db_call(courier->db, &steps[i], NULL,
				    &rows, ret_rule);
			if (result != RESULT_OK)
				return result;
			gone = db_get_int8(rows, 0, 0);
			db_rows_free(rows);
		}
	return RESULT_OK;
}
