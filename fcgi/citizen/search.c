/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/show.h"

static const struct db_statement statement = {"search",
    "SELECT ret_document_id, ret_version_id, ret_case_id, ret_case_title, "
    "ret_kind, ret_title, ret_state, ret_published_at, ret_excerpt, ret_in "
    "FROM api_citizen.search($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
    11,
    {DB_BYTES, DB_TEXT, DB_TEXT, DB_UUID, DB_TEXT, DB_DATE, DB_DATE, DB_TIME,
	DB_UUID, DB_INT4, DB_TEXT}};

struct input {
	const char *words;
	const char *area;
	struct uuid_field within;
	int kind;
	struct date_field from, to;
	struct page page;
};

static const struct field fields[] = {
	{.name = "words", .type = FIELD_TEXT, .required = true,
	    .offset = offsetof(struct input, words), .least = 1, .most = 200},
	{.name = "area", .type = FIELD_TEXT,
	    .offset = offsetof(struct input, area), .least = 1, .most = 40},
	{.name = "case", .type = FIELD_UUID,
	    .offset = offsetof(struct input, within)},
	{.name = "kind", .type = FIELD_WORD,
	    .offset = offsetof(struct input, kind), .words = document_kinds},
	{.name = "from", .type = FIELD_DATE,
	    .offset = offsetof(struct input, from)},
	{.name = "to", .type = FIELD_DATE,
	    .offset = offsetof(struct input, to)},
	PAGE_FIELDS(struct input),
};

enum { DOCUMENT_ID, VERSION_ID, CASE, CASE_TITLE, KIND, TITLE, STATE,
	PUBLISHED_AT, EXCERPT, IN };

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {
	    {"document_id", DOCUMENT_ID, 0}, {"version_id", VERSION_ID, 0},
	    {"case_id", CASE, 0}, {"case_title", CASE_TITLE, 0},
	    {"kind", KIND, 0}, {"title", TITLE, 0}, {"state", STATE, 0},
	    {"published_at", PUBLISHED_AT, 0}, {"in", IN, 0}};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
	/* A photo or a scan has no text to show a piece of. */
	writer_key(writer, "excerpt");
	writer_text(writer, db_is_null(rows, r, EXCERPT) ? ""
	    : db_get_text(rows, r, EXCERPT));
}

enum result
search(struct request *req)
{
	struct input input = {.kind = -1, .page.limit = PAGE_LIMIT};
	struct db_rows *rows;
	enum result result;

	result = request_query(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req), db_text(input.words),
	    db_text(input.area), uuid_value(input.within),
	    word_value(document_kinds, input.kind), date_value(input.from),
	    date_value(input.to), page_time(&input.page),
	    page_id(&input.page), page_rows(&input.page), db_text(req->id)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_list_take(req, rows, &input.page, PUBLISHED_AT,
	    VERSION_ID, show);
}
