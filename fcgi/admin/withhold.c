/* SPDX-License-Identifier: EUPL-1.2 */
#include <getopt.h>

#include "admin/call.h"
#include "admin/staff.h"

static const struct db_statement statement = {"document_withhold",
    "SELECT ret_outcome FROM api_desk.document_withhold($1, $2, $3, $4, $5, "
    "$6, $7, $8, $9)", 9, {DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_UUID,
	DB_UUID, DB_TEXT, DB_BOOL, DB_BOOL}};

struct input {
	struct staff staff;
	const char *party; /* NULL: from all */
	bool alone;
};

static bool
read_options(struct input *input, int argc, char *argv[])
{
	static const struct option options[] = {
		STAFF_OPTIONS,
		{"party", required_argument, NULL, 'p'},
		{"alone", no_argument, NULL, 'a'},
		{0},
	};
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1)
		if (option == 'p')
			input->party = optarg;
		else if (option == 'a')
			input->alone = true;
		else if (!staff_option(&input->staff, option, optarg))
			return false;
	return argc - optind == 2 && (!input->alone || input->party != NULL);
}

static int
decide(struct admin *admin, bool lifted, int argc, char *argv[])
{
	struct input input = {0};
	struct db_rows *rows = NULL;
	struct db_value values[9] = {[5] = db_null(DB_UUID)};
	struct uuid document, party;
	int status;

	if (!read_options(&input, argc, argv))
		return ADMIN_USAGE;
	if (!read_uuid(argv[optind], &document))
		return refuse_word(admin, "document", argv[optind],
		    "a document's id, a UUID");
	if (input.party != NULL && !read_uuid(input.party, &party))
		return refuse_word(admin, "--party", input.party,
		    "a party's id, a UUID");
	staff_values(&input.staff, values);
	values[4] = db_uuid(document);
	if (input.party != NULL)
		values[5] = db_uuid(party);
	values[6] = db_text(argv[optind + 1]);
	values[7] = db_bool(lifted);
	values[8] = db_bool(input.alone);
	status = call(admin, &statement, values, &rows);
	if (status == ADMIN_DONE)
		print_row(stdout, rows, 0, 1);
	db_rows_free(rows);
	return status;
}

int
withhold_run(struct admin *admin, int argc, char *argv[])
{
	return decide(admin, false, argc, argv);
}

int
lift_run(struct admin *admin, int argc, char *argv[])
{
	return decide(admin, true, argc, argv);
}
