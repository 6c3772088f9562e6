/* SPDX-License-Identifier: EUPL-1.2
 *
 * Job kind deadline, once a day: notes which deadlines are near.
 */
#include "courier/cases.h"
#include "courier/operations.h"

static const struct db_statement list = {"deadline_list",
    "SELECT ret_case FROM api_courier.deadline_list($1, $2, $3)", 3,
    {DB_INT8, DB_UUID, DB_UUID}};
static const struct db_statement each = {"deadline",
    "SELECT ret_ok FROM api_courier.deadline($1, $2, $3)", 3,
    {DB_INT8, DB_UUID, DB_UUID}};

enum result
deadline(struct courier *courier, struct job *job, const char **ret_rule)
{
	static const struct cases cases = {&list, &each,
	    "deadline: a case could not be noted"};

	return cases_walk(courier, job, &cases, ret_rule);
}
