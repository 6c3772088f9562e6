/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include <string.h>

#include "citizen/show.h"
#include "core/response.h"

#define THREADS_LIMIT 100 /* threads, unless the client asks for 1 to 500 */

static const struct db_statement statement = {"remark_list",
    "SELECT ret_thread_id, ret_thread_at, ret_id, ret_kind, ret_document_id, "
    "ret_title, ret_version_id, ret_number, ret_audit_id, ret_page, ret_quote, "
    "ret_before, ret_after, ret_body, ret_at, ret_withdrawn_at, ret_answer_id, "
    "ret_outcome, ret_reason, ret_changed_id, ret_changed_number, "
    "ret_unit_name, ret_role, ret_answered_at FROM api_citizen.remark_list($1, "
    "$2, $3, $4, $5, $6, $7)", 7,
    {DB_BYTES, DB_UUID, DB_UUID, DB_TIME, DB_UUID, DB_INT4, DB_TEXT}};

struct input {
	struct page page;
};

static const struct field fields[] = {
	{.name = "limit", .type = FIELD_INT,
	    .offset = offsetof(struct input, page.limit), .least = 1,
	    .most = 500},
	{.name = "after", .type = FIELD_CURSOR,
	    .offset = offsetof(struct input, page.after)},
};

/* A row for each remark, reply and answer; a thread's rows stand together. */
enum { THREAD, THREAD_AT, ID, KIND, DOCUMENT, TITLE, VERSION, NUMBER, AUDIT,
	PAGE, QUOTE, BEFORE, AFTER, BODY, AT, WITHDRAWN_AT, ANSWER, OUTCOME,
	REASON, CHANGED, CHANGED_NUMBER, UNIT, ROLE, ANSWERED_AT };

static bool
same(const struct db_rows *rows, int a, int b, int column)
{
	struct uuid x = db_get_uuid(rows, a, column);
	struct uuid y = db_get_uuid(rows, b, column);

	return memcmp(&x, &y, sizeof(x)) == 0;
}

static void
show_answer(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"id", ANSWER, 0},
	    {"outcome", OUTCOME, 0}, {"reason", REASON, 0},
	    {"version_id", CHANGED, 0}, {"number", CHANGED_NUMBER, 0},
	    {"unit", UNIT, 0}, {"role", ROLE, 0}, {"at", ANSWERED_AT, 0}};

	writer_open(writer, '{');
	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
	writer_close(writer, '}');
}

/* What a remark and a reply have both. Returns the first row behind them. */
static int
show_entry(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r, int end)
{
	static const struct column columns[] = {{"id", ID, 0},
	    {"version_id", VERSION, 0}, {"number", NUMBER, 0},
	    {"body", BODY, 0}, {"at", AT, 0},
	    {"withdrawn_at", WITHDRAWN_AT, 0}};
	int first = r;

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
	writer_key(writer, "answers");
	writer_open(writer, '[');
	for (; r < end && same(rows, first, r, ID); r++)
		if (!db_is_null(rows, r, ANSWER))
			show_answer(writer, req, rows, r);
	writer_close(writer, ']');
	return r;
}

static void
show_thread(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r, int end)
{
	static const struct column columns[] = {{"kind", KIND, 0},
	    {"document_id", DOCUMENT, 0}, {"title", TITLE, 0},
	    {"audit", AUDIT, 0}, {"page", PAGE, 0}, {"quote", QUOTE, 0},
	    {"before", BEFORE, 0}, {"after", AFTER, 0}};

	writer_open(writer, '{');
	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
	r = show_entry(writer, req, rows, r, end);
	writer_key(writer, "replies");
	writer_open(writer, '[');
	while (r < end) {
		writer_open(writer, '{');
		r = show_entry(writer, req, rows, r, end);
		writer_close(writer, '}');
	}
	writer_close(writer, ']');
	writer_close(writer, '}');
}

static int
thread_end(const struct db_rows *rows, int r)
{
	int end = r;

	while (end < db_rows_count(rows) && same(rows, r, end, THREAD))
		end++;
	return end;
}

/* {"items": [threads], "next": cursor or null}; frees rows. */
static enum result
answer_take(struct request *req, struct db_rows *rows, int64_t limit)
{
	struct writer writer;
	const char *next = NULL;
	int r = 0, last = 0;

	writer_begin(&writer, req->pool);
	writer_open(&writer, '{');
	writer_key(&writer, "items");
	writer_open(&writer, '[');
	for (; r < db_rows_count(rows) && limit > 0; limit--) {
		last = r;
		r = thread_end(rows, r);
		show_thread(&writer, req, rows, last, r);
	}
	writer_close(&writer, ']');
	if (r < db_rows_count(rows))
		next = request_cursor(req, db_get_time(rows, last, THREAD_AT),
		    db_get_uuid(rows, last, THREAD));
	writer_key(&writer, "next");
	writer_text(&writer, next);
	writer_close(&writer, '}');
	db_rows_free(rows);
	return response_json(req, 200, &writer);
}

static enum result
list(struct request *req, struct db_value document, struct db_value of_case)
{
	struct input input = {.page.limit = THREADS_LIMIT};
	struct db_rows *rows;
	enum result result;

	result = request_query(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req), document, of_case,
	    page_time(&input.page), page_id(&input.page),
	    page_rows(&input.page), db_text(req->id)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_take(req, rows, input.page.limit);
}

enum result
remark_list(struct request *req)
{
	return list(req, db_uuid(req->variables[0]), db_null(DB_UUID));
}

enum result
remark_list_of_case(struct request *req)
{
	return list(req, db_null(DB_UUID), db_uuid(req->variables[0]));
}
