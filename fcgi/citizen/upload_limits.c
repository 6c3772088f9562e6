/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/show.h"

static const struct db_statement statement = {"upload_limits",
    "SELECT ret_open, ret_media_types, ret_file_bytes, ret_day_files, "
    "ret_day_files_left, ret_person_bytes, ret_person_bytes_left, "
    "ret_unfinished, ret_unfinished_most FROM api_citizen.upload_limits($1, "
    "$2, $3)", 3,
    {DB_BYTES, DB_UUID, DB_TEXT}};

enum { OPEN, MEDIA_TYPES, FILE_BYTES, DAY_FILES, DAY_FILES_LEFT, PERSON_BYTES,
	PERSON_BYTES_LEFT, UNFINISHED, UNFINISHED_MOST };

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"open", OPEN, 0},
	    {"media_types", MEDIA_TYPES, 0}, {"file_bytes", FILE_BYTES, 0},
	    {"day_files", DAY_FILES, 0},
	    {"day_files_left", DAY_FILES_LEFT, 0},
	    {"person_bytes", PERSON_BYTES, 0},
	    {"person_bytes_left", PERSON_BYTES_LEFT, 0},
	    {"unfinished", UNFINISHED, 0},
	    {"unfinished_most", UNFINISHED_MOST, 0}};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
}

enum result
upload_limits(struct request *req)
{
	struct db_rows *rows;
	enum result result;

	result = request_query(req, NULL, 0, NULL);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req),
	    db_uuid(req->variables[0]), db_text(req->id)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_row_take(req, rows, show);
}
