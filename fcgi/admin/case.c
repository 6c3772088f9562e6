/* SPDX-License-Identifier: EUPL-1.2 */
#include <getopt.h>

#include "admin/call.h"
#include "admin/staff.h"

#define COLUMNS 5

static const struct db_statement statement = {"case_parts",
    "SELECT ret_what, ret_id, ret_word, ret_from, ret_until "
    "FROM api_desk.case_parts($1, $2, $3, $4, $5, $6)", 6,
    {DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT}};

int
case_run(struct admin *admin, int argc, char *argv[])
{
	static const struct option options[] = {STAFF_OPTIONS, {0}};
	struct staff staff = {0};
	struct db_rows *rows = NULL;
	struct db_value values[6];
	int option, status;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1)
		if (!staff_option(&staff, option, optarg))
			return ADMIN_USAGE;
	if (argc - optind != 1)
		return ADMIN_USAGE;
	staff_values(&staff, values);
	values[4] = db_text(argv[optind]);
	values[5] = staff_request(&staff);
	status = call(admin, &statement, values, &rows);
	for (int r = 0; status == ADMIN_DONE && r < db_rows_count(rows); r++)
		print_row(stdout, rows, r, COLUMNS);
	db_rows_free(rows);
	return status;
}
