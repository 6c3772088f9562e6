/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/looks.h"

static const struct db_statement statement = {"look_list",
    "SELECT ret_id, ret_at, ret_who, ret_action, ret_purpose, ret_role, "
    "ret_unit, ret_name, ret_document_id, ret_version_id, ret_number, "
    "ret_kind, ret_title, ret_place FROM api_citizen.look_list($1, $2, $3, $4, "
    "$5, $6, $7, $8, $9, $10, $11)",
    11,
    {DB_BYTES, DB_UUID, DB_UUID, DB_TEXT, DB_TEXT, DB_DATE, DB_DATE, DB_TIME,
	DB_UUID, DB_INT4, DB_TEXT}};

static const struct field fields[] = {LOOKS_FIELDS,
    PAGE_FIELDS(struct looks_input)};

enum { ID, AT, WHO, ACTION, PURPOSE, ROLE, UNIT, NAME, DOCUMENT_ID,
	VERSION_ID, NUMBER, KIND, TITLE, PLACE };

static void
member(struct writer *writer, const char *key, const char *text)
{
	writer_key(writer, key);
	writer_text(writer, text);
}

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column head[] = {{"id", ID, 0}, {"at", AT, 0}};
	static const struct column tail[] = {{"document_id", DOCUMENT_ID, 0},
	    {"version_id", VERSION_ID, 0}, {"number", NUMBER, 0},
	    {"kind", KIND, 0}, {"title", TITLE, 0}};
	static const struct looks_columns places = {WHO, ACTION, PURPOSE, ROLE,
	    UNIT, NAME};
	enum language language = req->language;

	writer_columns(writer, rows, r, head, LENGTH(head), language);
	member(writer, "who", looks_side(db_get_text(rows, r, WHO)));
	member(writer, "who_text", looks_say_who(req->pool, rows, r, &places,
	    language));
	member(writer, "what", looks_group(db_get_text(rows, r, ACTION)));
	member(writer, "what_text", looks_say_what(rows, r, &places, language));
	member(writer, "why", looks_say_why(rows, r, &places, language));
	writer_columns(writer, rows, r, tail, LENGTH(tail), language);
}

enum result
look_list(struct request *req)
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
	    date_value(input.to), page_time(&input.page),
	    page_id(&input.page), page_rows(&input.page), db_text(req->id)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_list_take(req, rows, &input.page, AT, PLACE, show);
}
