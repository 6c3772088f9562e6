/* SPDX-License-Identifier: EUPL-1.2 */
#include <getopt.h>
#include <stdlib.h>

#include "admin/call.h"

#define PAGE_ROWS 100

static const struct db_statement statement = {"job_list",
    "SELECT ret_job, ret_kind, ret_key, ret_tries, ret_delays, ret_added_at, "
    "ret_at, ret_problem FROM api_admin.job_list($1, $2, $3, $4, $5)", 5,
    {DB_TEXT, DB_TEXT, DB_TIME, DB_INT8, DB_INT4}};

enum { JOB, KIND, KEY, TRIES, DELAYS, ADDED_AT, AT, PROBLEM, COLUMNS };

/* All pages; each is a statement of its own. */
static int
print_all(const struct admin *admin, struct db_value values[5])
{
	int count;

	do {
		struct db_rows *rows = NULL;
		int status = call(admin, &statement, values, &rows);

		if (status != ADMIN_DONE)
			return status;
		count = db_rows_count(rows);
		for (int r = 0; r < count; r++)
			print_row(stdout, rows, r, COLUMNS);
		if (count > 0) {
			values[2] = db_time(db_get_time(rows, count - 1, AT));
			values[3] = db_int8(db_get_int8(rows, count - 1, JOB));
		}
		db_rows_free(rows);
	} while (count == PAGE_ROWS);
	return ADMIN_DONE;
}

int
jobs_run(struct admin *admin, int argc, char *argv[])
{
	static const struct option options[] = {
		{"state", required_argument, NULL, 's'},
		{"kind", required_argument, NULL, 'k'},
		{0},
	};
	const char *state = "dead", *kind = NULL;
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 's')
			state = optarg;
		else if (option == 'k')
			kind = optarg;
		else
			return ADMIN_USAGE;
	}
	if (optind != argc)
		return ADMIN_USAGE;
	return print_all(admin, (struct db_value[]){db_text(state),
	    db_text(kind), db_null(DB_TIME), db_null(DB_INT8),
	    db_int4(PAGE_ROWS)});
}
