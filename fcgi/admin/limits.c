/* SPDX-License-Identifier: EUPL-1.2 */
#include <getopt.h>
#include <string.h>

#include "admin/call.h"

static const struct db_statement list = {"limit_list",
    "SELECT ret_area, ret_media_types, ret_file_bytes, ret_day_files, "
    "ret_person_bytes FROM api_admin.limit_list()", 0, {0}};
static const struct db_statement put = {"limit_put",
    "SELECT ret_outcome FROM api_admin.limit_put($1, $2, $3, $4, $5)", 5,
    {DB_TEXT, DB_TEXT, DB_INT8, DB_INT4, DB_INT8}};

/* How the limits are called that hold for areas without their own. */
#define ALL_AREAS "all"

enum { AREA, MEDIA_TYPES, FILE_BYTES, DAY_FILES, PERSON_BYTES, COUNT };

/* Calls and prints the columns of each row. */
static int
print(const struct admin *admin, const struct db_statement *statement,
    const struct db_value *values, int columns)
{
	struct db_rows *rows = NULL;
	int status = call(admin, statement, values, &rows);

	for (int r = 0; status == ADMIN_DONE && r < db_rows_count(rows); r++)
		print_row(stdout, rows, r, columns);
	db_rows_free(rows);
	return status;
}

/* One option of the command line into its place. */
static int
read_option(const struct admin *admin, int option, const char *text,
    struct db_value values[COUNT])
{
	int64_t number;

	switch (option) {
	case 't':
		values[MEDIA_TYPES] = db_text(text);
		return ADMIN_DONE;
	case 'f':
	case 'b':
		if (!read_number(text, INT64_MAX, &number))
			return refuse_word(admin, option == 'f' ? "--file-bytes"
			    : "--person-bytes", text, "a number of bytes");
		values[option == 'f' ? FILE_BYTES : PERSON_BYTES] =
		    db_int8(number);
		return ADMIN_DONE;
	case 'd':
		if (!read_number(text, INT32_MAX, &number))
			return refuse_word(admin, "--day-files", text,
			    "a number of files");
		values[DAY_FILES] = db_int4((int32_t)number);
		return ADMIN_DONE;
	default:
		return option == 'r' ? ADMIN_DONE : ADMIN_USAGE;
	}
}

/* An area without limits loses its own, but only when told to. */
int
limits_run(struct admin *admin, int argc, char *argv[])
{
	static const struct option options[] = {
		{"types", required_argument, NULL, 't'},
		{"file-bytes", required_argument, NULL, 'f'},
		{"day-files", required_argument, NULL, 'd'},
		{"person-bytes", required_argument, NULL, 'b'},
		{"remove", no_argument, NULL, 'r'},
		{0},
	};
	struct db_value values[COUNT] = {db_null(DB_TEXT), db_null(DB_TEXT),
	    db_null(DB_INT8), db_null(DB_INT4), db_null(DB_INT8)};
	bool remove = false, given = false;
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (read_option(admin, option, optarg, values) != ADMIN_DONE)
			return ADMIN_USAGE;
		*(option == 'r' ? &remove : &given) = true;
	}
	if (optind == argc && !remove && !given)
		return print(admin, &list, NULL, COUNT);
	if (argc - optind != 1 || remove == given)
		return ADMIN_USAGE;
	if (strcmp(argv[optind], ALL_AREAS) != 0)
		values[AREA] = db_text(argv[optind]);
	return print(admin, &put, values, 1);
}
