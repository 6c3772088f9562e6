/* SPDX-License-Identifier: EUPL-1.2 */
#include <getopt.h>

#include "admin/call.h"
#include "admin/staff.h"

#define PAGE_ROWS 100

static const struct db_statement statement = {"remark_list",
    "SELECT ret_id, ret_at, ret_kind, ret_case_id, ret_case_key, "
    "ret_case_title, ret_title, ret_number, ret_page, ret_quote, ret_body, "
    "ret_first, ret_audit_id FROM api_desk.remark_list($1, $2, $3, $4, $5, $6, "
    "$7, $8, $9, $10, $11, $12)",
    12,
    {DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_UUID, DB_TEXT,
	DB_TIME, DB_UUID, DB_INT4, DB_TEXT}};

enum { ID, AT, KIND, CASE_ID, CASE_KEY, CASE_TITLE, TITLE, NUMBER, PAGE, QUOTE,
	BODY, FIRST, AUDIT };

struct input {
	struct staff staff;
	const char *of_unit, *area, *kind;
	bool has_case;
	struct uuid of_case;
};

static bool
read_options(const struct admin *admin, struct input *input, int argc,
    char *argv[])
{
	static const struct option options[] = {
		STAFF_OPTIONS,
		{"of-unit", required_argument, NULL, 'o'},
		{"area", required_argument, NULL, 'a'},
		{"case", required_argument, NULL, 'c'},
		{"kind", required_argument, NULL, 'k'},
		{0},
	};
	int option;

	while ((option = getopt_long(argc, argv, "", options, NULL)) != -1)
		switch (option) {
		case 'o':
			input->of_unit = optarg;
			break;
		case 'a':
			input->area = optarg;
			break;
		case 'k':
			input->kind = optarg;
			break;
		case 'c':
			input->has_case = read_uuid(optarg, &input->of_case);
			if (input->has_case)
				break;
			refuse_word(admin, "--case", optarg,
			    "a case's id, a UUID");
			return false;
		default:
			if (!staff_option(&input->staff, option, optarg))
				return false;
		}
	return optind == argc;
}

/* Each line of a text behind a mark, so that no text looks like our own. */
static void
print_text(const char *mark, const struct db_rows *rows, int r, int c)
{
	const char *text;

	if (db_is_null(rows, r, c))
		return;
	fputs(mark, stdout);
	for (text = db_get_text(rows, r, c); *text != '\0'; text++) {
		putchar(*text);
		if (*text == '\n')
			fputs(mark, stdout);
	}
	putchar('\n');
}

static void
print_remark(const struct db_rows *rows, int r)
{
	static const int head[] = {ID, AT, KIND, CASE_KEY, CASE_TITLE, TITLE,
	    NUMBER, PAGE, AUDIT};

	for (size_t i = 0; i < sizeof(head) / sizeof(head[0]); i++) {
		if (i > 0)
			putchar('\t');
		print_value(stdout, rows, r, head[i]);
	}
	putchar('\n');
	print_text("  \" ", rows, r, QUOTE);
	print_text("  > ", rows, r, FIRST);
	print_text("    ", rows, r, BODY);
}

/* All pages; each is a statement of its own. */
int
remarks_run(struct admin *admin, int argc, char *argv[])
{
	struct input input = {0};
	struct db_value values[12];
	int count, status;

	if (!read_options(admin, &input, argc, argv))
		return ADMIN_USAGE;
	staff_values(&input.staff, values);
	values[4] = db_text(input.of_unit);
	values[5] = db_text(input.area);
	values[6] = input.has_case ? db_uuid(input.of_case) : db_null(DB_UUID);
	values[7] = db_text(input.kind);
	values[8] = db_null(DB_TIME);
	values[9] = db_null(DB_UUID);
	values[10] = db_int4(PAGE_ROWS);
	do {
		struct db_rows *rows = NULL;

		values[11] = staff_request(&input.staff);
		status = call(admin, &statement, values, &rows);
		if (status != ADMIN_DONE)
			return status;
		count = db_rows_count(rows);
		for (int r = 0; r < count; r++)
			print_remark(rows, r);
		if (count > 0) {
			values[8] = db_time(db_get_time(rows, count - 1, AT));
			values[9] = db_uuid(db_get_uuid(rows, count - 1, ID));
		}
		db_rows_free(rows);
	} while (count == PAGE_ROWS);
	return ADMIN_DONE;
}
