/* SPDX-License-Identifier: EUPL-1.2 */
#include <getopt.h>
#include <stdlib.h>

#include "admin/call.h"

static const struct db_statement list = {"term_list",
    "SELECT ret_word, ret_plain_da, ret_plain_en FROM api_admin.term_list()",
    0, {0}};
static const struct db_statement put = {"term_put",
    "SELECT ret_outcome FROM api_admin.term_put($1, $2, $3)", 3,
    {DB_TEXT, DB_TEXT, DB_TEXT}};

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

/* A word without a meaning is taken off the list, but only when told to. */
int
terms_run(struct admin *admin, int argc, char *argv[])
{
	static const struct option options[] = {
		{"da", required_argument, NULL, 'd'},
		{"en", required_argument, NULL, 'e'},
		{"remove", no_argument, NULL, 'r'},
		{0},
	};
	const char *da = NULL, *en = NULL;
	bool remove = false;
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'd')
			da = optarg;
		else if (option == 'e')
			en = optarg;
		else if (option == 'r')
			remove = true;
		else
			return ADMIN_USAGE;
	}
	if (optind == argc && da == NULL && en == NULL && !remove)
		return print(admin, &list, NULL, 3);
	if (argc - optind != 1 || remove != (da == NULL) ||
	    remove != (en == NULL))
		return ADMIN_USAGE;
	const struct db_value values[] = {db_text(argv[optind]), db_text(da),
	    db_text(en)};
	return print(admin, &put, values, 1);
}
