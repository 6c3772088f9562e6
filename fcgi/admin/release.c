/* SPDX-License-Identifier: EUPL-1.2 */
#include <getopt.h>

#include "admin/call.h"
#include "admin/staff.h"

static const struct db_statement statement = {"upload_release",
    "SELECT ret_outcome FROM api_desk.upload_release($1, $2, $3, $4, $5)", 5,
    {DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_UUID}};

int
release_run(struct admin *admin, int argc, char *argv[])
{
	static const struct option options[] = {STAFF_OPTIONS, {0}};
	struct staff staff = {0};
	struct db_rows *rows = NULL;
	struct db_value values[5];
	struct uuid version;
	int option, status;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1)
		if (!staff_option(&staff, option, optarg))
			return ADMIN_USAGE;
	if (argc - optind != 1)
		return ADMIN_USAGE;
	if (!read_uuid(argv[optind], &version))
		return refuse_word(admin, "version", argv[optind],
		    "a version's id, a UUID");
	staff_values(&staff, values);
	values[4] = db_uuid(version);
	status = call(admin, &statement, values, &rows);
	if (status == ADMIN_DONE)
		print_row(stdout, rows, 0, 1);
	db_rows_free(rows);
	return status;
}
