/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/notice.h"

static const struct db_statement statement = {"notice_settings_put",
    "SELECT ret_saved_at FROM api_citizen.notice_settings_put($1, $2, $3, $4, "
    "$5, $6)", 6,
    {DB_BYTES, DB_BOOL, DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT}};

struct input {
	bool off;
	int language;
	const char *daily_at, *quiet_from, *quiet_to;
};

static const char *const languages[] = {"da", "en", NULL};

#define TIME_CHARACTERS 5 /* HH:MM */

static const struct field fields[] = {
	{.name = "off", .type = FIELD_BOOL, .required = true,
	    .offset = offsetof(struct input, off)},
	{.name = "language", .type = FIELD_WORD, .required = true,
	    .offset = offsetof(struct input, language), .words = languages},
	{.name = "daily_at", .type = FIELD_TEXT, .required = true,
	    .offset = offsetof(struct input, daily_at),
	    .least = TIME_CHARACTERS, .most = TIME_CHARACTERS},
	{.name = "quiet_from", .type = FIELD_TEXT, .required = true,
	    .offset = offsetof(struct input, quiet_from),
	    .most = TIME_CHARACTERS},
	{.name = "quiet_to", .type = FIELD_TEXT, .required = true,
	    .offset = offsetof(struct input, quiet_to),
	    .most = TIME_CHARACTERS},
};

void
notice_show_saved(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"saved_at", 0, 0}};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
}

enum result
notice_settings_put(struct request *req)
{
	struct input input = {.off = false};
	struct db_rows *rows;
	enum result result;

	result = request_json(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req), db_bool(input.off),
	    word_value(languages, input.language), db_text(input.daily_at),
	    db_text(input.quiet_from), db_text(input.quiet_to)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_row_take(req, rows, notice_show_saved);
}
