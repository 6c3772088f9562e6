/* SPDX-License-Identifier: EUPL-1.2
 *
 * Job kind deadline, once a day: notes which deadlines are near, one case a
 * statement. A case that somebody holds just now does not keep the others: it
 * comes again at the job's next attempt, which finds the others noted already.
 */
#include <stdbool.h>

#include "courier/job.h"
#include "courier/operations.h"

static const struct db_statement list = {"deadline_list",
    "SELECT ret_case FROM api_courier.deadline_list($1)", 1, {DB_UUID}};
static const struct db_statement note = {"deadline",
    "SELECT ret_ok FROM api_courier.deadline($1)", 1, {DB_UUID}};

/* Where the list stands, and what came of the cases so far. */
struct walk {
	struct db_value after;
	enum result result;
	const char *rule;
};

static enum result
note_case(struct courier *courier, struct job *job, struct walk *walk,
    const char **ret_rule)
{
	enum result result = db_call(courier->db, &note, &walk->after, NULL,
	    ret_rule);

	if (result != RESULT_OK) {
		walk->result = result;
		walk->rule = "deadline: a case could not be noted";
	}
	return job_keep(courier, job, ret_rule);
}

/* *ret_any is false when no case was left. */
static enum result
note_some(struct courier *courier, struct job *job, struct walk *walk,
    bool *ret_any, const char **ret_rule)
{
	struct db_rows *rows = NULL;
	enum result result = db_call(courier->db, &list, &walk->after, &rows,
	    ret_rule);

	*ret_any = result == RESULT_OK && db_rows_count(rows) > 0;
	for (int r = 0; result == RESULT_OK && r < db_rows_count(rows); r++) {
		walk->after = db_uuid(db_get_uuid(rows, r, 0));
		result = note_case(courier, job, walk, ret_rule);
	}
	db_rows_free(rows);
	return result;
}

enum result
deadline(struct courier *courier, struct job *job, const char **ret_rule)
{
	struct walk walk = {.after = db_null(DB_UUID), .result = RESULT_OK};
	enum result result;
	bool any = true;

	do
		result = note_some(courier, job, &walk, &any, ret_rule);
	while (result == RESULT_OK && any);
	if (result == RESULT_OK && walk.result != RESULT_OK) {
		*ret_rule = walk.rule;
		return walk.result;
	}
	return result;
}
