/* SPDX-License-Identifier: EUPL-1.2
 *
 * Job kind area: an area shows more or less than before. The rule asks the area
 * itself; what is derived from it follows here.
 */
#include "courier/cases.h"
#include "courier/operations.h"

static const struct db_statement list = {"area_list",
    "SELECT ret_case FROM api_courier.area_list($1, $2, $3)", 3,
    {DB_INT8, DB_UUID, DB_UUID}};
static const struct db_statement each = {"area_refresh",
    "SELECT ret_ok FROM api_courier.area_refresh($1, $2, $3)", 3,
    {DB_INT8, DB_UUID, DB_UUID}};

enum result
area(struct courier *courier, struct job *job, const char **ret_rule)
{
	static const struct cases cases = {&list, &each,
	    "area: a case could not be brought in step"};

	return cases_walk(courier, job, &cases, ret_rule);
}
