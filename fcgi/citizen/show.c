/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/show.h"

#include <string.h>

#include "core/response.h"

const char *const document_kinds[] = {"note", "letter", "application",
    "decision", "assessment", "medical", "plan", "photo", "other", NULL};
const char *const document_states[] = {"draft", "final", NULL};
const char *const remark_kinds[] = {"remark", "not-understood", "look",
    NULL};
const char *const truths[] = {"false", "true", NULL};

struct db_value
page_time(const struct page *page)
{
	return page->after.given ? db_time(page->after.time)
				 : db_null(DB_TIME);
}

struct db_value
page_id(const struct page *page)
{
	return page->after.given ? db_uuid(page->after.id) : db_null(DB_UUID);
}

struct db_value
page_rows(const struct page *page)
{
	return db_int4((int32_t)page->limit + 1);
}

struct db_value
session_value(const struct request *req)
{
	return db_bytes(req->session.session_key, TOKEN_SESSION_KEY_BYTES);
}

struct db_value
uuid_value(struct uuid_field field)
{
	return field.given ? db_uuid(field.uuid) : db_null(DB_UUID);
}

struct db_value
date_value(struct date_field field)
{
	return field.given ? db_date(field.days) : db_null(DB_DATE);
}

struct db_value
word_value(const char *const *words, int index)
{
	return db_text(index < 0 ? NULL : words[index]);
}

struct db_value
truth_value(int index)
{
	return index < 0 ? db_null(DB_BOOL) : db_bool(index == 1);
}

enum result
call(struct request *req, const struct db_statement *statement,
    const struct db_value *values, struct db_rows **ret_rows)
{
	return db_call(req->shared->db, statement, values, ret_rows,
	    &req->rule);
}

static void
show_next(struct writer *writer, struct request *req,
    const struct db_rows *rows, int last, int time_column, int id_column)
{
	writer_key(writer, "next");
	writer_text(writer, request_cursor(req,
	    db_get_time(rows, last, time_column),
	    db_get_uuid(rows, last, id_column)));
}

enum result
answer_list_take(struct request *req, struct db_rows *rows,
    const struct page *page, int time_column, int id_column, show_row *show)
{
	int count = db_rows_count(rows);
	bool more = count > page->limit;
	struct writer writer;

	if (more)
		count = (int)page->limit;
	writer_begin(&writer, req->pool);
	writer_open(&writer, '{');
	writer_key(&writer, "items");
	writer_open(&writer, '[');
	for (int r = 0; r < count; r++) {
		writer_open(&writer, '{');
		show(&writer, req, rows, r);
		writer_close(&writer, '}');
	}
	writer_close(&writer, ']');
	if (more) {
		show_next(&writer, req, rows, count - 1, time_column,
		    id_column);
	} else {
		writer_key(&writer, "next");
		writer_null(&writer);
	}
	writer_close(&writer, '}');
	db_rows_free(rows);
	return response_json(req, 200, &writer);
}

enum result
answer_row_take(struct request *req, struct db_rows *rows, show_row *show)
{
	struct writer writer;

	if (db_rows_count(rows) == 0) {
		db_rows_free(rows);
		return request_fail(req, RESULT_NOT_FOUND, "no row");
	}
	writer_begin(&writer, req->pool);
	writer_open(&writer, '{');
	show(&writer, req, rows, 0);
	writer_close(&writer, '}');
	db_rows_free(rows);
	return response_json(req, 200, &writer);
}

void
show_unit(struct writer *writer, const struct db_rows *rows, int r, int name,
    int phone, int hours)
{
	writer_key(writer, "unit");
	writer_open(writer, '{');
	writer_key(writer, "name");
	writer_value(writer, rows, r, name);
	writer_key(writer, "phone");
	writer_value(writer, rows, r, phone);
	writer_key(writer, "hours");
	writer_value(writer, rows, r, hours);
	writer_close(writer, '}');
}

void
show_case(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column area[] = {
	    {"key", 1, 0}, {"name", 2, 3}, {"open", 17, 0}};
	static const struct column head[] = {{"title", 4, 0}, {"status", 5, 0},
	    {"latest_at", CASE_LATEST_AT, 0}, {"latest_what", 7, 0}};
	static const struct column tail[] = {{"deadline_on", 11, 0},
	    {"deadline", 12, 13}, {"opened_on", 14, 0}, {"closed_on", 15, 0},
	    {"unread", 16, 0}};

	writer_key(writer, "id");
	writer_value(writer, rows, r, CASE_ID);
	writer_key(writer, "area");
	writer_open(writer, '{');
	writer_columns(writer, rows, r, area, LENGTH(area), req->language);
	writer_close(writer, '}');
	writer_columns(writer, rows, r, head, LENGTH(head), req->language);
	show_unit(writer, rows, r, 8, 9, 10);
	writer_columns(writer, rows, r, tail, LENGTH(tail), req->language);
}

void
show_upload(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"id", UPLOAD_ID, 0},
	    {"case_id", 1, 0}, {"file_name", 2, 0}, {"size", 3, 0},
	    {"received", 4, 0}, {"state", 5, 0}, {"reason", 6, 0},
	    {"created_at", UPLOAD_CREATED_AT, 0}, {"finished_at", 8, 0},
	    {"expires_at", 9, 0}, {"sha256", 10, 0}, {"media_type", 11, 0},
	    {"document_id", 12, 0}, {"version_id", 13, 0},
	    {"released_at", 14, 0}};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
}
