/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/show.h"

static const struct db_statement statement = {"notice_list",
    "SELECT ret_id, ret_created_at, ret_channel, ret_pace, ret_due_at, "
    "ret_state, ret_state_at, ret_kinds, ret_pages FROM "
    "api_citizen.notice_list($1, $2, $3, $4)", 4,
    {DB_BYTES, DB_TIME, DB_UUID, DB_INT4}};

struct input {
	struct page page;
};

static const struct field fields[] = {
	PAGE_FIELDS(struct input),
};

enum { ID, CREATED_AT, CHANNEL, PACE, DUE_AT, STATE, STATE_AT, KINDS, PAGES };

static void
show_told(struct writer *writer, const struct db_rows *rows, int r)
{
	size_t length;

	writer_key(writer, "told");
	writer_open(writer, '[');
	for (int i = 0; i < db_texts_count(rows, r, KINDS); i++) {
		const char *item = db_texts_item(rows, r, KINDS, i, &length);
		writer_open(writer, '{');
		writer_key(writer, "kind");
		writer_text_length(writer, item, length);
		item = db_texts_item(rows, r, PAGES, i, &length);
		writer_key(writer, "page");
		writer_text_length(writer, item, length);
		writer_close(writer, '}');
	}
	writer_close(writer, ']');
}

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"id", ID, 0},
	    {"created_at", CREATED_AT, 0}, {"channel", CHANNEL, 0},
	    {"pace", PACE, 0}, {"due_at", DUE_AT, 0}, {"state", STATE, 0},
	    {"state_at", STATE_AT, 0}};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
	show_told(writer, rows, r);
}

enum result
notice_list(struct request *req)
{
	struct input input = {.page.limit = PAGE_LIMIT};
	struct db_rows *rows;
	enum result result;

	result = request_query(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req),
	    page_time(&input.page), page_id(&input.page),
	    page_rows(&input.page)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_list_take(req, rows, &input.page, CREATED_AT, ID, show);
}
