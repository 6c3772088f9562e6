/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/reasons.h"
#include "citizen/show.h"

static const struct db_statement statement = {"timeline",
    "SELECT ret_id, ret_at, ret_what, ret_status, ret_version_id, "
    "ret_document_id, ret_title, ret_kind, ret_state, ret_reasons FROM "
    "api_citizen.timeline($1, $2, $3, $4, $5, $6)", 6,
    {DB_BYTES, DB_UUID, DB_TIME, DB_UUID, DB_INT4, DB_TEXT}};

struct input {
	struct page page;
};

static const struct field fields[] = {PAGE_FIELDS(struct input)};

enum { ID, AT, WHAT, STATUS, VERSION_ID, DOCUMENT_ID, TITLE, KIND, STATE,
	REASONS };

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"id", ID, 0}, {"at", AT, 0},
	    {"what", WHAT, 0}, {"status", STATUS, 0},
	    {"version_id", VERSION_ID, 0}, {"document_id", DOCUMENT_ID, 0},
	    {"title", TITLE, 0}, {"kind", KIND, 0}, {"state", STATE, 0}};
	static const struct reason_columns reasons = {.reasons = REASONS};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
	show_reasons(writer, rows, r, reasons, req->language);
}

enum result
timeline(struct request *req)
{
	struct input input = {.page.limit = PAGE_LIMIT};
	struct db_rows *rows;
	enum result result;

	result = request_query(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req),
	    db_uuid(req->variables[0]), page_time(&input.page),
	    page_id(&input.page), page_rows(&input.page),
	    db_text(req->id)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_list_take(req, rows, &input.page, AT, ID, show);
}
