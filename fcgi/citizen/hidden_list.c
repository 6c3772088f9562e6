/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/reasons.h"
#include "citizen/show.h"

static const struct db_statement statement = {"hidden_list",
    "SELECT ret_document_id, ret_case_id, ret_case_title, ret_kind, "
    "ret_published_at, ret_reasons, ret_law, ret_plain_da, ret_plain_en, "
    "ret_unit_name, ret_unit_phone, ret_unit_hours, ret_starts_on FROM "
    "api_citizen.hidden_list($1, $2, $3, $4, $5, $6)", 6,
    {DB_BYTES, DB_UUID, DB_TIME, DB_UUID, DB_INT4, DB_TEXT}};

struct input {
	struct uuid_field within;
	struct page page;
};

static const struct field fields[] = {
	{.name = "case", .type = FIELD_UUID,
	    .offset = offsetof(struct input, within)},
	PAGE_FIELDS(struct input),
};

enum { DOCUMENT_ID, CASE, CASE_TITLE, KIND, PUBLISHED_AT, REASONS, LAW,
	PLAIN_DA, PLAIN_EN, UNIT_NAME, UNIT_PHONE, UNIT_HOURS, STARTS_ON };

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {
	    {"document_id", DOCUMENT_ID, 0}, {"case_id", CASE, 0},
	    {"case_title", CASE_TITLE, 0}, {"kind", KIND, 0},
	    {"published_at", PUBLISHED_AT, 0}, {"starts_on", STARTS_ON, 0}};
	static const struct reason_columns reasons = {REASONS, LAW, PLAIN_DA,
	    PLAIN_EN};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
	show_reasons(writer, rows, r, reasons, req->language);
	show_unit(writer, rows, r, UNIT_NAME, UNIT_PHONE, UNIT_HOURS);
}

enum result
hidden_list(struct request *req)
{
	struct input input = {.page.limit = PAGE_LIMIT};
	struct db_rows *rows;
	enum result result;

	result = request_query(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req),
	    uuid_value(input.within), page_time(&input.page),
	    page_id(&input.page), page_rows(&input.page),
	    db_text(req->id)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_list_take(req, rows, &input.page, PUBLISHED_AT,
	    DOCUMENT_ID, show);
}
