/* SPDX-License-Identifier: EUPL-1.2 */
#include <getopt.h>
#include <string.h>

#include "admin/call.h"

static const struct db_statement show = {"look_setting_read",
    "SELECT ret_staff_names FROM api_admin.look_setting_read()", 0, {DB_BOOL}};
static const struct db_statement put = {"look_setting_put",
    "SELECT ret_staff_names FROM api_admin.look_setting_put($1)", 1, {DB_BOOL}};
static const struct db_statement show_remarks = {"remark_setting_read",
    "SELECT ret_day_most FROM api_admin.remark_setting_read()", 0, {0}};
static const struct db_statement put_remarks = {"remark_setting_put",
    "SELECT ret_day_most FROM api_admin.remark_setting_put($1)", 1, {DB_INT4}};

/* What the database takes. */
#define REMARKS_MOST 10000

/* Reads yes or no. */
static bool
read_truth(const char *text, struct db_value *ret_value)
{
	bool yes = strcmp(text, "yes") == 0;

	*ret_value = db_bool(yes);
	return yes || strcmp(text, "no") == 0;
}

/* Decides if a value is given; prints what holds. */
static int
run_one(const struct admin *admin, const char *word,
    const struct db_statement *read, const struct db_statement *write,
    const struct db_value *value)
{
	struct db_rows *rows = NULL;
	int status = call(admin, value != NULL ? write : read, value, &rows);

	if (status == ADMIN_DONE) {
		printf("%s\t", word);
		print_row(stdout, rows, 0, 1);
	}
	db_rows_free(rows);
	return status;
}

int
settings_run(struct admin *admin, int argc, char *argv[])
{
	static const struct option options[] = {
		{"staff-names", required_argument, NULL, 's'},
		{"remarks-day", required_argument, NULL, 'r'}, {0}};
	struct db_value names, remarks;
	const struct db_value *names_given = NULL, *remarks_given = NULL;
	int64_t number;
	int option, status;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1)
		switch (option) {
		case 's':
			if (!read_truth(optarg, &names))
				return refuse_word(admin, "--staff-names",
				    optarg, "yes or no");
			names_given = &names;
			break;
		case 'r':
			if (!read_number(optarg, REMARKS_MOST, &number) ||
			    number == 0)
				return refuse_word(admin, "--remarks-day",
				    optarg, "a number from 1 to 10000");
			remarks = db_int4((int32_t)number);
			remarks_given = &remarks;
			break;
		default:
			return ADMIN_USAGE;
		}
	if (optind != argc)
		return ADMIN_USAGE;
	status = run_one(admin, "staff-names", &show, &put, names_given);
	return status != ADMIN_DONE ? status : run_one(admin, "remarks-day",
	    &show_remarks, &put_remarks, remarks_given);
}
