/* SPDX-License-Identifier: EUPL-1.2 */
#include "admin/call.h"

static const struct db_statement statement = {"health",
    "SELECT ret_ok FROM api_admin.health()", 0, {0}};

int
health_run(struct admin *admin, int argc, char *argv[])
{
	struct db_rows *rows = NULL;
	int status;

	(void)argv;
	if (argc != 1)
		return ADMIN_USAGE;
	status = call(admin, &statement, NULL, &rows);
	if (status == ADMIN_DONE)
		puts("the database answers");
	db_rows_free(rows);
	return status;
}
