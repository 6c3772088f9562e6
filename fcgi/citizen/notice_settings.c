/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include <string.h>

#include "citizen/notice.h"
#include "core/response.h"

static const struct db_statement statement = {"notice_settings",
    "SELECT ret_off, ret_language, ret_daily_at, ret_quiet_from, ret_quiet_to, "
    "ret_channels, ret_deadline_days, ret_confirmed_at, ret_waiting_until, "
    "ret_area, ret_area_da, ret_area_en, ret_channel, ret_pace, ret_kinds FROM "
    "api_citizen.notice_settings($1)", 1, {DB_BYTES}};

enum { OFF, LANGUAGE, DAILY_AT, QUIET_FROM, QUIET_TO, CHANNELS, DEADLINE_DAYS,
	CONFIRMED_AT, WAITING_UNTIL, AREA, AREA_DA, AREA_EN, CHANNEL, PACE,
	KINDS };

static void
show_texts(struct writer *writer, const struct db_rows *rows, int c)
{
	size_t length;

	writer_open(writer, '[');
	for (int i = 0; i < db_texts_count(rows, 0, c); i++) {
		const char *item = db_texts_item(rows, 0, c, i, &length);
		writer_text_length(writer, item, length);
	}
	writer_close(writer, ']');
}

static bool
has_kind(const struct db_rows *rows, int r, const char *kind)
{
	size_t length;

	for (int i = 0; i < db_texts_count(rows, r, KINDS); i++) {
		const char *item = db_texts_item(rows, r, KINDS, i, &length);
		if (length == strlen(kind) && memcmp(item, kind, length) == 0)
			return true;
	}
	return false;
}

static void
show_area(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"area", AREA, 0},
	    {"name", AREA_DA, AREA_EN}, {"channel", CHANNEL, 0},
	    {"pace", PACE, 0}};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
	writer_key(writer, "new_document");
	writer_bool(writer, has_kind(rows, r, "new-document"));
	writer_key(writer, "answered_remark");
	writer_bool(writer, has_kind(rows, r, "answered-remark"));
	writer_key(writer, "rejected_upload");
	writer_bool(writer, has_kind(rows, r, "rejected-upload"));
	writer_key(writer, "deadline_near");
	writer_bool(writer, has_kind(rows, r, "deadline-near"));
}

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"off", OFF, 0},
	    {"language", LANGUAGE, 0}, {"daily_at", DAILY_AT, 0},
	    {"quiet_from", QUIET_FROM, 0}, {"quiet_to", QUIET_TO, 0},
	    {"deadline_days", DEADLINE_DAYS, 0},
	    {"email_confirmed_at", CONFIRMED_AT, 0},
	    {"email_waiting_until", WAITING_UNTIL, 0}};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
	writer_key(writer, "channels");
	show_texts(writer, rows, CHANNELS);
	writer_key(writer, "areas");
	writer_open(writer, '[');
	for (int i = 0; i < db_rows_count(rows); i++) {
		if (db_is_null(rows, i, AREA))
			continue;
		writer_open(writer, '{');
		show_area(writer, req, rows, i);
		writer_close(writer, '}');
	}
	writer_close(writer, ']');
}

enum result
notice_settings(struct request *req)
{
	struct db_value values[] = {session_value(req)};
	struct db_rows *rows;
	enum result result;

	result = request_query(req, NULL, 0, NULL);
	if (result != RESULT_OK)
		return result;
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_row_take(req, rows, show);
}
