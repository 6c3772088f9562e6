/* SPDX-License-Identifier: EUPL-1.2
 *
 * The lists to keep: what look_csv and look_pdf share.
 */
#include "citizen/looks.h"

#include <stdlib.h>
#include <string.h>

#include "core/gateway.h"
#include "core/response.h"

static const struct db_statement statement = {"look_export",
    "SELECT ret_case_title, ret_document_title, ret_document_kind, ret_made, "
    "ret_checked, ret_whole, ret_more, ret_at, ret_local, ret_who, ret_action, "
    "ret_purpose, ret_role, ret_unit, ret_name, ret_number, ret_kind, "
    "ret_title, ret_since, ret_until, ret_proved_from, ret_unsealed_since "
    "FROM api_citizen.look_export($1, $2, $3, $4, $5, $6, $7, $8)", 8,
    {DB_BYTES, DB_UUID, DB_UUID, DB_TEXT, DB_TEXT, DB_DATE, DB_DATE,
	DB_TEXT}};

static const struct field fields[] = {LOOKS_FIELDS};

const struct looks_columns export_columns = {EXPORT_WHO, EXPORT_ACTION,
    EXPORT_PURPOSE, EXPORT_ROLE, EXPORT_UNIT, EXPORT_NAME};

enum result
looks_export(struct request *req, struct looks_input *ret_input,
    struct db_rows **ret_rows)
{
	struct looks_input input = LOOKS_INPUT;
	struct db_rows *rows;
	enum result result;

	result = request_query(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req),
	    uuid_value(input.within), uuid_value(input.document),
	    word_value(looks_who, input.who),
	    word_value(looks_what, input.what), date_value(input.from),
	    date_value(input.to), db_text(req->id)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	if (db_rows_count(rows) == 0) {
		db_rows_free(rows);
		return request_fail(req, RESULT_BROKEN, "look_export: a row");
	}
	*ret_input = input;
	*ret_rows = rows;
	return RESULT_OK;
}

/* Which document; of a look at the case as a whole nothing. */
static const char *
say_document(struct request *req, const struct db_rows *rows, int r)
{
	static const char *const unseen[] = {
	    "Et dokument, der ikke er vist for dig",
	    "A document that is not shown to you"};
	bool en = req->language == LANGUAGE_EN;

	if (!db_is_null(rows, r, EXPORT_TITLE))
		return pool_printf(req->pool, "%s (version %d)",
		    db_get_text(rows, r, EXPORT_TITLE),
		    db_get_int4(rows, r, EXPORT_NUMBER));
	if (!db_is_null(rows, r, EXPORT_KIND))
		return unseen[en];
	return strcmp(looks_group(db_get_text(rows, r, EXPORT_ACTION)),
	    "read") == 0 ? unseen[en] : "";
}

bool
looks_cells(struct request *req, const struct db_rows *rows, int r,
    const char *ret_cells[CELLS])
{
	const char *cells[CELLS] = {
	    [CELL_AT] = db_get_text(rows, r, EXPORT_LOCAL),
	    [CELL_WHO] = looks_say_who(req->pool, rows, r, &export_columns,
		req->language),
	    [CELL_WHAT] = looks_say_what(rows, r, &export_columns,
		req->language),
	    [CELL_WHY] = looks_say_why(rows, r, &export_columns,
		req->language),
	    [CELL_DOCUMENT] = say_document(req, rows, r)};

	for (int cell = 0; cell < CELLS; cell++) {
		if (cells[cell] == NULL)
			return false;
		ret_cells[cell] = cells[cell];
	}
	return true;
}

enum result
looks_send_take(struct request *req, const char *type, const char *file_name,
    char *bytes, size_t length)
{
	const char *disposition = pool_printf(req->pool,
	    "attachment; filename=\"%s\"", file_name);
	enum result result;

	result = disposition == NULL
	    ? request_fail(req, RESULT_TRY_AGAIN, "memory")
	    : response_header(req, "Content-Disposition", disposition);
	if (result == RESULT_OK)
		result = response_begin(req, 200, type, (int64_t)length);
	if (result == RESULT_OK && !req->head)
		result = gateway_write(req->gateway, bytes, length);
	free(bytes);
	return result;
}
