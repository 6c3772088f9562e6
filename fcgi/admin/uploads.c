/* SPDX-License-Identifier: EUPL-1.2 */
#include <getopt.h>

#include "admin/call.h"
#include "admin/staff.h"

#define PAGE_ROWS 100

static const struct db_statement statement = {"upload_list",
    "SELECT ret_version_id, ret_at, ret_case_key, ret_case_title, "
    "ret_file_name FROM api_desk.upload_list($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    9,
    {DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_UUID, DB_TIME, DB_UUID, DB_INT4,
	DB_TEXT}};

enum { VERSION, AT, COLUMNS = 5 };

static bool
read_options(const struct admin *admin, int argc, char *argv[],
    struct staff *staff, struct db_value *ret_case)
{
	static const struct option options[] = {
		STAFF_OPTIONS,
		{"case", required_argument, NULL, 'c'},
		{0},
	};
	struct uuid of_case;
	int option;

	*ret_case = db_null(DB_UUID);
	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option != 'c') {
			if (!staff_option(staff, option, optarg))
				return false;
			continue;
		}
		if (!read_uuid(optarg, &of_case)) {
			refuse_word(admin, "--case", optarg,
			    "a case's id, a UUID");
			return false;
		}
		*ret_case = db_uuid(of_case);
	}
	return optind == argc;
}

/* All pages; each is a statement of its own. */
int
uploads_run(struct admin *admin, int argc, char *argv[])
{
	struct staff staff = {0};
	struct db_value values[9];
	int count;

	if (!read_options(admin, argc, argv, &staff, &values[4]))
		return ADMIN_USAGE;
	staff_values(&staff, values);
	values[5] = db_null(DB_TIME);
	values[6] = db_null(DB_UUID);
	values[7] = db_int4(PAGE_ROWS);
	do {
		struct db_rows *rows = NULL;
		int status;

		values[8] = staff_request(&staff);
		status = call(admin, &statement, values, &rows);
		if (status != ADMIN_DONE)
			return status;
		count = db_rows_count(rows);
		for (int r = 0; r < count; r++)
			print_row(stdout, rows, r, COLUMNS);
		if (count > 0) {
			values[5] = db_time(db_get_time(rows, count - 1, AT));
			values[6] = db_uuid(db_get_uuid(rows, count - 1,
			    VERSION));
		}
		db_rows_free(rows);
	} while (count == PAGE_ROWS);
	return ADMIN_DONE;
}
