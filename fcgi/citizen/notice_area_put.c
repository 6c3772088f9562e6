/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/notice.h"

static const struct db_statement statement = {"notice_area_put",
    "SELECT ret_saved_at FROM api_citizen.notice_area_put($1, $2, $3, $4, $5, "
    "$6, $7, $8)",
    8,
    {DB_BYTES, DB_TEXT, DB_TEXT, DB_TEXT, DB_BOOL, DB_BOOL, DB_BOOL,
	DB_BOOL}};

struct input {
	const char *area;
	int channel, pace;
	bool new_document, answered_remark, rejected_upload, deadline_near;
};

static const char *const channels[] = {"digital-post", "email", "sms", NULL};
static const char *const paces[] = {"at-once", "daily", NULL};

#define TRUTH(member) \
	{.name = #member, .type = FIELD_BOOL, .required = true, \
	    .offset = offsetof(struct input, member)}

static const struct field fields[] = {
	{.name = "area", .type = FIELD_TEXT, .required = true,
	    .offset = offsetof(struct input, area), .least = 1, .most = 40},
	{.name = "channel", .type = FIELD_WORD, .required = true,
	    .offset = offsetof(struct input, channel), .words = channels},
	{.name = "pace", .type = FIELD_WORD, .required = true,
	    .offset = offsetof(struct input, pace), .words = paces},
	TRUTH(new_document),
	TRUTH(answered_remark),
	TRUTH(rejected_upload),
	TRUTH(deadline_near),
};

enum result
notice_area_put(struct request *req)
{
	struct input input = {.area = NULL};
	struct db_rows *rows;
	enum result result;

	result = request_json(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req), db_text(input.area),
	    word_value(channels, input.channel),
	    word_value(paces, input.pace), db_bool(input.new_document),
	    db_bool(input.answered_remark), db_bool(input.rejected_upload),
	    db_bool(input.deadline_near)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_row_take(req, rows, notice_show_saved);
}
