/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include "citizen/show.h"

static const struct db_statement statement = {"remark_add",
    "SELECT ret_id, ret_at FROM api_citizen.remark_add($1, $2, $3, $4, $5, $6, "
    "$7, $8, $9, $10, $11, $12, $13)",
    13,
    {DB_BYTES, DB_UUID, DB_UUID, DB_UUID, DB_TEXT, DB_INT8, DB_INT4, DB_TEXT,
	DB_TEXT, DB_TEXT, DB_TEXT, DB_UUID, DB_TEXT}};

struct input {
	struct uuid_field key, parent;
	int kind;
	int64_t audit, page; /* 0: not given */
	const char *quote, *before, *after, *body;
};

static const struct field fields[] = {
	{.name = "key", .type = FIELD_UUID, .required = true,
	    .offset = offsetof(struct input, key)},
	{.name = "parent", .type = FIELD_UUID,
	    .offset = offsetof(struct input, parent)},
	{.name = "kind", .type = FIELD_WORD, .required = true,
	    .offset = offsetof(struct input, kind), .words = remark_kinds},
	{.name = "audit", .type = FIELD_INT,
	    .offset = offsetof(struct input, audit), .least = 1,
	    .most = INT64_MAX},
	{.name = "page", .type = FIELD_INT,
	    .offset = offsetof(struct input, page), .least = 1,
	    .most = 100000},
	{.name = "quote", .type = FIELD_TEXT,
	    .offset = offsetof(struct input, quote), .least = 1,
	    .most = 2000},
	{.name = "before", .type = FIELD_TEXT,
	    .offset = offsetof(struct input, before), .least = 1,
	    .most = 100},
	{.name = "after", .type = FIELD_TEXT,
	    .offset = offsetof(struct input, after), .least = 1, .most = 100},
	{.name = "body", .type = FIELD_TEXT, .required = true,
	    .offset = offsetof(struct input, body), .least = 1, .most = 4000},
};

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"id", 0, 0}, {"at", 1, 0}};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
}

static enum result
add(struct request *req, struct db_value of_case, struct db_value version)
{
	struct input input = {.kind = -1};
	struct db_rows *rows;
	enum result result;

	result = request_query(req, NULL, 0, NULL);
	if (result == RESULT_OK)
		result = request_json(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	struct db_value values[] = {session_value(req), of_case, version,
	    uuid_value(input.parent), word_value(remark_kinds, input.kind),
	    input.audit == 0 ? db_null(DB_INT8) : db_int8(input.audit),
	    input.page == 0 ? db_null(DB_INT4) : db_int4((int32_t)input.page),
	    db_text(input.quote), db_text(input.before), db_text(input.after),
	    db_text(input.body), uuid_value(input.key), db_text(req->id)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_row_take(req, rows, show);
}

enum result
remark_add(struct request *req)
{
	return add(req, db_null(DB_UUID), db_uuid(req->variables[0]));
}

enum result
remark_add_to_case(struct request *req)
{
	return add(req, db_uuid(req->variables[0]), db_null(DB_UUID));
}
