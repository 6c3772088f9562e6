/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include <limits.h>

#include "citizen/show.h"

static const struct db_statement statement = {"area_list",
    "SELECT ret_key, ret_name_da, ret_name_en, ret_starts_on, ret_open, "
    "ret_shown_kinds, ret_cases FROM api_citizen.area_list($1)", 1, {DB_BYTES}};

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"key", 0, 0}, {"name", 1, 2},
	    {"starts_on", 3, 0}, {"open", 4, 0}, {"shown_kinds", 5, 0},
	    {"cases", 6, 0}};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
}

/* Areas are few: all of them are one page. */
enum result
area_list(struct request *req)
{
	static const struct page whole = {.limit = INT_MAX};
	struct db_value values[] = {session_value(req)};
	struct db_rows *rows;
	enum result result;

	result = request_query(req, NULL, 0, NULL);
	if (result != RESULT_OK)
		return result;
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_list_take(req, rows, &whole, 0, 0, show);
}
