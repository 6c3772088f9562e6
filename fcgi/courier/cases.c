/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>

#include "courier/cases.h"

enum { JOB, LEASE, CASE, VALUES };

/* Where the list stands, and what came of the cases so far. */
struct walk {
	struct courier *courier;
	struct job *job;
	const struct cases *cases;
	struct db_value values[VALUES];
	enum result result;
};

static enum result
do_case(struct walk *walk, const char **ret_rule)
{
	enum result result = db_call(walk->courier->db, walk->cases->each,
	    walk->values, NULL, ret_rule);

	if (result != RESULT_OK)
		walk->result = result;
	return job_keep(walk->courier, walk->job, ret_rule);
}

/* *ret_any is false when no case was left. */
static enum result
do_some(struct walk *walk, bool *ret_any, const char **ret_rule)
{
	struct db_rows *rows = NULL;
	enum result result = db_call(walk->courier->db, walk->cases->list,
	    walk->values, &rows, ret_rule);

	*ret_any = result == RESULT_OK && db_rows_count(rows) > 0;
	for (int r = 0; result == RESULT_OK && r < db_rows_count(rows); r++) {
		walk->values[CASE] = db_uuid(db_get_uuid(rows, r, 0));
		result = do_case(walk, ret_rule);
	}
	db_rows_free(rows);
	return result;
}

enum result
cases_walk(struct courier *courier, struct job *job, const struct cases *cases,
    const char **ret_rule)
{
	struct walk walk = {.courier = courier, .job = job, .cases = cases,
	    .values = {db_int8(job->id), db_uuid(job->lease),
	    db_null(DB_UUID)}, .result = RESULT_OK};
	enum result result;
	bool any = true;

	do
		result = do_some(&walk, &any, ret_rule);
	while (result == RESULT_OK && any);
	if (result != RESULT_OK || walk.result == RESULT_OK)
		return result;
	*ret_rule = cases->rule;
	return walk.result;
}
