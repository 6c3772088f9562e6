/* SPDX-License-Identifier: EUPL-1.2
 *
 * Job kind party-start: the day has come on which a party of a case begins.
 */
#include "courier/operations.h"

static const struct db_statement statement = {"party_start",
    "SELECT ret_done FROM api_courier.party_start($1, $2)", 2,
    {DB_INT8, DB_UUID}};

enum result
party_start(struct courier *courier, struct job *job, const char **ret_rule)
{
	return db_call(courier->db, &statement, (struct db_value[]){
	    db_int8(job->id), db_uuid(job->lease)}, NULL, ret_rule);
}
