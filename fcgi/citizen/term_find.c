/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include <limits.h>

#include "citizen/show.h"

static const struct db_statement statement = {"term_find",
    "SELECT ret_word, ret_plain_da, ret_plain_en FROM "
    "api_citizen.term_find($1, $2)", 2, {DB_BYTES, DB_TEXT}};

struct input {
	const char *text;
};

static const struct field fields[] = {
	{.name = "text", .type = FIELD_TEXT, .required = true,
	    .offset = offsetof(struct input, text), .least = 1, .most = 2000},
};

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"word", 0, 0},
	    {"plain", 1, 2}};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
}

/* A POST that changes nothing: what is private is no part of an address. */
enum result
term_find(struct request *req)
{
	static const struct page whole = {.limit = INT_MAX};
	struct input input = {NULL};
	struct db_rows *rows;
	enum result result;

	result = request_query(req, NULL, 0, NULL);
	if (result == RESULT_OK)
		result = request_json(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req), db_text(input.text)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_list_take(req, rows, &whole, 0, 0, show);
}
