/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/reasons.h"
#include "citizen/show.h"

static const struct db_statement statement = {"document_read",
    "SELECT ret_case_id, ret_case_title, ret_kind, ret_title, ret_dated_on, "
    "ret_version_id, ret_number, ret_state, ret_published_at, "
    "ret_published_by, ret_media_type, ret_size, ret_pages, ret_sha256, "
    "ret_file_name, ret_new, ret_reasons, ret_law, ret_plain_da, ret_plain_en "
    "FROM api_citizen.document_read($1, $2, $3, $4)", 4,
    {DB_BYTES, DB_UUID, DB_TEXT, DB_TEXT}};

/* From where the citizen opens it, as the audit notes it. */
static const char *const origins[] = {"search", NULL};

struct input {
	int from;
};

static const struct field fields[] = {{.name = "from", .type = FIELD_WORD,
    .offset = offsetof(struct input, from), .words = origins}};

/* One row a version, the newest first; what comes before it is the same. */
enum { CASE, CASE_TITLE, KIND, TITLE, DATED_ON, VERSION_ID, NUMBER, STATE,
	PUBLISHED_AT, PUBLISHED_BY, MEDIA_TYPE, SIZE, PAGES, SHA256, FILE_NAME,
	NEW, REASONS, LAW, PLAIN_DA, PLAIN_EN };

static void
show_version(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"version_id", VERSION_ID, 0},
	    {"number", NUMBER, 0}, {"state", STATE, 0},
	    {"published_at", PUBLISHED_AT, 0},
	    {"published_by", PUBLISHED_BY, 0}, {"media_type", MEDIA_TYPE, 0},
	    {"size", SIZE, 0}, {"pages", PAGES, 0}, {"sha256", SHA256, 0},
	    {"file_name", FILE_NAME, 0}, {"new", NEW, 0}};
	static const struct reason_columns reasons = {REASONS, LAW, PLAIN_DA,
	    PLAIN_EN};

	writer_open(writer, '{');
	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
	show_reasons(writer, rows, r, reasons, req->language);
	writer_close(writer, '}');
}

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"case_id", CASE, 0},
	    {"case_title", CASE_TITLE, 0}, {"kind", KIND, 0},
	    {"title", TITLE, 0}, {"dated_on", DATED_ON, 0}};
	char id[UUID_TEXT_LENGTH + 1];

	uuid_format(req->variables[0], id);
	writer_key(writer, "id");
	writer_text(writer, id);
	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
	writer_key(writer, "versions");
	writer_open(writer, '[');
	for (int version = r; version < db_rows_count(rows); version++)
		show_version(writer, req, rows, version);
	writer_close(writer, ']');
}

enum result
document_read(struct request *req)
{
	struct input input = {.from = -1};
	struct db_rows *rows;
	enum result result;

	result = request_query(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req),
	    db_uuid(req->variables[0]), word_value(origins, input.from),
	    db_text(req->id)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_row_take(req, rows, show);
}
