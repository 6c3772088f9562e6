/* SPDX-License-Identifier: EUPL-1.2 */
#include <getopt.h>

#include "admin/call.h"
#include "admin/staff.h"

static const struct db_statement statement = {"version_read",
    "SELECT ret_case_key, ret_case_title, ret_kind, ret_title, ret_dated_on, "
    "ret_number, ret_state, ret_published_at, ret_media_type, ret_size, "
    "ret_pages, ret_file_name, ret_text FROM api_desk.version_read($1, $2, $3, "
    "$4, $5, $6)", 6,
    {DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_UUID, DB_TEXT}};

/* What each column is called; the text comes behind, on lines of its own. */
static const char *const names[] = {"case", "title of case", "kind", "title",
    "dated", "version", "state", "published", "type", "bytes", "pages",
    "file"};

#define NAMES ((int)(sizeof(names) / sizeof(names[0])))
#define TEXT NAMES

static void
print(const struct db_rows *rows)
{
	for (int c = 0; c < NAMES; c++) {
		printf("%s\t", names[c]);
		print_value(stdout, rows, 0, c);
		putchar('\n');
	}
	if (!db_is_null(rows, 0, TEXT))
		printf("\n%s\n", db_get_text(rows, 0, TEXT));
}

int
show_run(struct admin *admin, int argc, char *argv[])
{
	static const struct option options[] = {STAFF_OPTIONS, {0}};
	struct staff staff = {0};
	struct db_rows *rows = NULL;
	struct db_value values[6];
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
	values[5] = staff_request(&staff);
	status = call(admin, &statement, values, &rows);
	if (status == ADMIN_DONE)
		print(rows);
	db_rows_free(rows);
	return status;
}
