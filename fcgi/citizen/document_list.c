/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/reasons.h"
#include "citizen/show.h"

static const struct db_statement statement = {"document_list",
    "SELECT ret_document_id, ret_version_id, ret_kind, ret_title, ret_state, "
    "ret_number, ret_versions, ret_dated_on, ret_published_at, ret_media_type, "
    "ret_size, ret_pages, ret_new, ret_reasons, ret_law, ret_plain_da, "
    "ret_plain_en FROM api_citizen.document_list($1, $2, $3, $4, $5, $6, $7, "
    "$8, $9, $10, $11)",
    11,
    {DB_BYTES, DB_UUID, DB_TEXT, DB_TEXT, DB_DATE, DB_DATE, DB_BOOL, DB_TIME,
	DB_UUID, DB_INT4, DB_TEXT}};

struct input {
	int kind, state, new;
	struct date_field from, to;
	struct page page;
};

static const struct field fields[] = {
	{.name = "kind", .type = FIELD_WORD,
	    .offset = offsetof(struct input, kind), .words = document_kinds},
	{.name = "state", .type = FIELD_WORD,
	    .offset = offsetof(struct input, state), .words = document_states},
	{.name = "from", .type = FIELD_DATE,
	    .offset = offsetof(struct input, from)},
	{.name = "to", .type = FIELD_DATE,
	    .offset = offsetof(struct input, to)},
	{.name = "new", .type = FIELD_WORD,
	    .offset = offsetof(struct input, new), .words = truths},
	PAGE_FIELDS(struct input),
};

enum { DOCUMENT_ID, VERSION_ID, KIND, TITLE, STATE, NUMBER, VERSIONS, DATED_ON,
	PUBLISHED_AT, MEDIA_TYPE, SIZE, PAGES, NEW, REASONS, LAW, PLAIN_DA,
	PLAIN_EN };

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {
	    {"document_id", DOCUMENT_ID, 0}, {"version_id", VERSION_ID, 0},
	    {"kind", KIND, 0}, {"title", TITLE, 0}, {"state", STATE, 0},
	    {"number", NUMBER, 0}, {"versions", VERSIONS, 0},
	    {"dated_on", DATED_ON, 0}, {"published_at", PUBLISHED_AT, 0},
	    {"media_type", MEDIA_TYPE, 0}, {"size", SIZE, 0},
	    {"pages", PAGES, 0}, {"new", NEW, 0}};
	static const struct reason_columns reasons = {REASONS, LAW, PLAIN_DA,
	    PLAIN_EN};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
	show_reasons(writer, rows, r, reasons, req->language);
}

enum result
document_list(struct request *req)
{
	struct input input = {.kind = -1, .state = -1, .new = -1,
	    .page.limit = PAGE_LIMIT};
	struct db_rows *rows;
	enum result result;

	result = request_query(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req),
	    db_uuid(req->variables[0]),
	    word_value(document_kinds, input.kind),
	    word_value(document_states, input.state), date_value(input.from),
	    date_value(input.to), truth_value(input.new),
	    page_time(&input.page), page_id(&input.page),
	    page_rows(&input.page), db_text(req->id)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_list_take(req, rows, &input.page, PUBLISHED_AT,
	    VERSION_ID, show);
}
