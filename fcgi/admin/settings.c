/* SPDX-License-Identifier: EUPL-1.2 */
#include <getopt.h>
#include <string.h>

#include "admin/call.h"

static const struct db_statement show = {"look_setting_read",
    "SELECT ret_staff_names FROM api_admin.look_setting_read()", 0, {DB_BOOL}};
static const struct db_statement put = {"look_setting_put",
    "SELECT ret_staff_names FROM api_admin.look_setting_put($1)", 1, {DB_BOOL}};

/* Reads yes or no. */
static bool
read_truth(const char *text, struct db_value *ret_value)
{
	bool yes = strcmp(text, "yes") == 0;

	*ret_value = db_bool(yes);
	return yes || strcmp(text, "no") == 0;
}

int
settings_run(struct admin *admin, int argc, char *argv[])
{
	static const struct option options[] = {
		{"staff-names", required_argument, NULL, 's'}, {0}};
	struct db_rows *rows = NULL;
	struct db_value value;
	bool given = false;
	int option, status;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option != 's')
			return ADMIN_USAGE;
		if (!read_truth(optarg, &value))
			return refuse_word(admin, "--staff-names", optarg,
			    "yes or no");
		given = true;
	}
	if (optind != argc)
		return ADMIN_USAGE;
	status = call(admin, given ? &put : &show, given ? &value : NULL, &rows);
	if (status == ADMIN_DONE) {
		fputs("staff-names\t", stdout);
		print_row(stdout, rows, 0, 1);
	}
	db_rows_free(rows);
	return status;
}
