/* SPDX-License-Identifier: EUPL-1.2 */
#include "casework/changes.h"

#include "citizen/operations.h"
#include "citizen/show.h"
#include "core/response.h"

#define CONTEXT_WORDS 25 /* around each change */

static const struct db_statement statement = {"changes",
    "SELECT ret_version_id, ret_number, ret_published_at, ret_since_id, "
    "ret_since_number, ret_since_published_at, ret_text, ret_since_text FROM "
    "api_citizen.changes($1, $2, $3, $4)", 4,
    {DB_BYTES, DB_UUID, DB_UUID, DB_TEXT}};

struct input {
	struct uuid_field since;
};

static const struct field fields[] = {
	{.name = "since", .type = FIELD_UUID,
	    .offset = offsetof(struct input, since)},
};

enum { VERSION, NUMBER, PUBLISHED_AT, SINCE, SINCE_NUMBER, SINCE_PUBLISHED_AT,
	TEXT, SINCE_TEXT };

static void
show_change(struct writer *writer, const struct change *change)
{
	static const char *const words[] = {[CHANGE_SAME] = "same",
	    [CHANGE_REMOVED] = "removed", [CHANGE_ADDED] = "added",
	    [CHANGE_SKIPPED] = "skipped"};

	writer_open(writer, '{');
	writer_key(writer, "what");
	writer_text(writer, words[change->what]);
	writer_key(writer, "words");
	writer_int(writer, (int64_t)change->words);
	writer_key(writer, "text");
	if (change->what == CHANGE_SKIPPED)
		writer_null(writer);
	else
		writer_text_length(writer, change->at, change->length);
	writer_close(writer, '}');
}

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, bool comparable,
    const struct changes *changes)
{
	static const struct column columns[] = {{"version_id", VERSION, 0},
	    {"number", NUMBER, 0}, {"published_at", PUBLISHED_AT, 0},
	    {"since_id", SINCE, 0}, {"since_number", SINCE_NUMBER, 0},
	    {"since_published_at", SINCE_PUBLISHED_AT, 0}};

	writer_open(writer, '{');
	writer_columns(writer, rows, 0, columns, LENGTH(columns),
	    req->language);
	writer_key(writer, "comparable");
	writer_bool(writer, comparable);
	writer_key(writer, "coarse");
	writer_bool(writer, changes->coarse);
	writer_key(writer, "items");
	writer_open(writer, '[');
	for (size_t i = 0; i < changes->count; i++)
		show_change(writer, &changes->items[i]);
	writer_close(writer, ']');
	writer_close(writer, '}');
}

static enum result
find(const struct db_rows *rows, struct changes *ret_changes)
{
	return changes_find(db_get_text(rows, 0, SINCE_TEXT),
	    (size_t)db_get_length(rows, 0, SINCE_TEXT),
	    db_get_text(rows, 0, TEXT), (size_t)db_get_length(rows, 0, TEXT),
	    CONTEXT_WORDS, ret_changes);
}

/* Frees rows. */
static enum result
answer_take(struct request *req, struct db_rows *rows)
{
	struct changes changes = {.count = 0};
	struct writer writer;
	enum result result = RESULT_OK;
	bool comparable;

	if (db_rows_count(rows) == 0) {
		db_rows_free(rows);
		return request_fail(req, RESULT_NOT_FOUND, "no row");
	}
	comparable = !db_is_null(rows, 0, TEXT) &&
	    !db_is_null(rows, 0, SINCE_TEXT);
	if (comparable)
		result = find(rows, &changes);
	if (result == RESULT_OK) {
		writer_begin(&writer, req->pool);
		show(&writer, req, rows, comparable, &changes);
	}
	changes_free(&changes);
	db_rows_free(rows);
	return result == RESULT_OK ? response_json(req, 200, &writer)
	    : request_fail(req, result, "texts: too many words");
}

enum result
changes(struct request *req)
{
	struct input input = {.since.given = false};
	struct db_rows *rows;
	enum result result;

	result = request_query(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req),
	    db_uuid(req->variables[0]), uuid_value(input.since),
	    db_text(req->id)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_take(req, rows);
}
