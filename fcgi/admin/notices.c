/* SPDX-License-Identifier: EUPL-1.2 */
#include <getopt.h>

#include "admin/call.h"

#define PAGE_ROWS 100

static const struct db_statement list = {"notice_list",
    "SELECT ret_id, ret_created_at, ret_channel, ret_pace, ret_due_at, "
    "ret_state, ret_state_at, ret_detail, ret_notices FROM "
    "api_admin.notice_list($1, $2, $3, $4)", 4,
    {DB_TEXT, DB_TIME, DB_UUID, DB_INT4}};
static const struct db_statement rule = {"notice_rule_put",
    "SELECT ret_channels, ret_deadline_days, ret_past_days FROM "
    "api_admin.notice_rule_put($1, $2, $3)", 3,
    {DB_TEXT, DB_INT4, DB_INT4}};

enum { ID, CREATED_AT, CHANNEL, PACE, DUE_AT, STATE, STATE_AT, DETAIL, NOTICES,
	COLUMNS };

/* All pages; each is a statement of its own. */
static int
print_all(const struct admin *admin, struct db_value values[4])
{
	int count;

	do {
		struct db_rows *rows = NULL;
		int status = call(admin, &list, values, &rows);

		if (status != ADMIN_DONE)
			return status;
		count = db_rows_count(rows);
		for (int r = 0; r < count; r++)
			print_row(stdout, rows, r, COLUMNS);
		if (count > 0) {
			values[1] = db_time(
			    db_get_time(rows, count - 1, CREATED_AT));
			values[2] = db_uuid(db_get_uuid(rows, count - 1, ID));
		}
		db_rows_free(rows);
	} while (count == PAGE_ROWS);
	return ADMIN_DONE;
}

int
notices_run(struct admin *admin, int argc, char *argv[])
{
	static const struct option options[] = {
		{"state", required_argument, NULL, 's'}, {0}};
	const char *state = NULL;
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option != 's')
			return ADMIN_USAGE;
		state = optarg;
	}
	if (optind != argc)
		return ADMIN_USAGE;
	return print_all(admin, (struct db_value[]){db_text(state),
	    db_null(DB_TIME), db_null(DB_UUID), db_int4(PAGE_ROWS)});
}

int
notice_rule_run(struct admin *admin, int argc, char *argv[])
{
	static const struct option options[] = {
		{"channels", required_argument, NULL, 'c'},
		{"deadline-days", required_argument, NULL, 'd'},
		{"past-days", required_argument, NULL, 'p'}, {0}};
	struct db_value values[3] = {db_text(NULL), db_null(DB_INT4),
	    db_null(DB_INT4)};
	struct db_rows *rows = NULL;
	int64_t days;
	int option, status;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (option == 'c')
			values[0] = db_text(optarg);
		else if (option != 'd' && option != 'p')
			return ADMIN_USAGE;
		else if (read_number(optarg, INT32_MAX, &days))
			values[option == 'd' ? 1 : 2] = db_int4((int32_t)days);
		else
			return refuse_word(admin, option == 'd'
			    ? "--deadline-days" : "--past-days", optarg,
			    "a number of days");
	}
	if (optind != argc)
		return ADMIN_USAGE;
	status = call(admin, &rule, values, &rows);
	if (status == ADMIN_DONE)
		print_row(stdout, rows, 0, 3);
	db_rows_free(rows);
	return status;
}
