/* SPDX-License-Identifier: EUPL-1.2
 *
 * Job kind deadline, once a day: notes which deadlines are near.
 */
#include "courier/operations.h"

static const struct db_statement statement = {"deadline",
    "SELECT ret_cases FROM api_courier.deadline()", 0, {DB_BOOL}};

enum result
deadline(struct courier *courier, struct job *job, const char **ret_rule)
{
	(void)job;
	return db_call(courier->db, &statement, NULL, NULL, ret_rule);
}
