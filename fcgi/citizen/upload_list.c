/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/show.h"

static const struct db_statement statement = {"upload_list",
    "SELECT " UPLOAD_NAMES
    " FROM api_citizen.upload_list($1, $2, $3, $4, $5, $6)", 6,
    {DB_BYTES, DB_UUID, DB_TIME, DB_UUID, DB_INT4, DB_TEXT}};

struct input {
	struct page page;
};

static const struct field fields[] = {PAGE_FIELDS(struct input)};

enum result
upload_list(struct request *req)
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
	return answer_list_take(req, rows, &input.page, UPLOAD_CREATED_AT,
	    UPLOAD_ID, show_upload);
}
