/* SPDX-License-Identifier: EUPL-1.2 */
#include "courier/cases.h"

enum { JOB, LEASE, CASE, VALUES };

static const struct db_statement rest = {"job_rest",
    "SELECT ret_ok FROM api_courier.job_rest($1, $2, $3)", 3,
    {DB_INT8, DB_UUID, DB_UUID}};

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

/* The cases of one list, and what is behind them as another job. */
static enum result
do_some(struct walk *walk, const char **ret_rule)
{
	struct db_rows *rows = NULL;
	enum result result = db_call(walk->courier->db, walk->cases->list,
	    walk->values, &rows, ret_rule);

	for (int r = 0; result == RESULT_OK && r < db_rows_count(rows); r++) {
		walk->values[CASE] = db_uuid(db_get_uuid(rows, r, 0));
		result = do_case(walk, ret_rule);
	}
	if (result == RESULT_OK && db_rows_count(rows) > 0)
		result = db_call(walk->courier->db, &rest, walk->values, NULL,
		    ret_rule);
	db_rows_free(rows);
	return result;
}

enum result
cases_walk(struct courier *courier, struct job *job, const struct cases *cases,
    const char **ret_rule)
{
	struct walk walk = {.courier = courier, .job = job, .cases = cases,
	    .values = {db_int8(job->id), db_uuid(job->lease),
	    job->has_subject ? db_uuid(job->subject) : db_null(DB_UUID)},
	    .result = RESULT_OK};
	enum result result = do_some(&walk, ret_rule);

	if (result != RESULT_OK || walk.result == RESULT_OK)
		return result;
	*ret_rule = cases->rule;
	return walk.result;
}
