/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/show.h"

static const struct db_statement statement = {"case_list",
    "SELECT " CASE_NAMES
    " FROM api_citizen.case_list($1, $2, $3, $4, $5, $6, $7)", 7,
    {DB_BYTES, DB_TEXT, DB_BOOL, DB_TEXT, DB_TIME, DB_UUID, DB_INT4}};

struct input {
	const char *area;
	int open;
	const char *words;
	struct page page;
};

static const struct field fields[] = {
	{.name = "area", .type = FIELD_TEXT,
	    .offset = offsetof(struct input, area), .least = 1, .most = 40},
	{.name = "open", .type = FIELD_WORD,
	    .offset = offsetof(struct input, open), .words = truths},
	{.name = "words", .type = FIELD_TEXT,
	    .offset = offsetof(struct input, words), .least = 1, .most = 200},
	PAGE_FIELDS(struct input),
};

enum result
case_list(struct request *req)
{
	struct input input = {.open = -1, .page.limit = PAGE_LIMIT};
	struct db_rows *rows;
	enum result result;

	result = request_query(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req), db_text(input.area),
	    truth_value(input.open), db_text(input.words),
	    page_time(&input.page), page_id(&input.page),
	    page_rows(&input.page)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_list_take(req, rows, &input.page, CASE_LATEST_AT,
	    CASE_ID, show_case);
}
