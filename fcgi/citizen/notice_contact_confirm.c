/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include <string.h>

#include "casework/email.h"
#include "citizen/notice.h"
#include "core/vault.h"

static const struct db_statement statement = {"notice_contact_confirm",
    "SELECT ret_state, ret_tries_left FROM "
    "api_citizen.notice_contact_confirm($1, $2)", 2,
    {DB_BYTES, DB_BYTES}};

struct input {
	const char *code;
};

static const struct field fields[] = {
	{.name = "code", .type = FIELD_TEXT, .required = true,
	    .offset = offsetof(struct input, code),
	    .least = EMAIL_CODE_DIGITS, .most = EMAIL_CODE_DIGITS},
};

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"state", 0, 0},
	    {"tries_left", 1, 0}};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
}

enum result
notice_contact_confirm(struct request *req)
{
	unsigned char hash[VAULT_HASH_BYTES];
	struct input input = {.code = NULL};
	struct db_rows *rows;
	enum result result;

	result = request_json(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	vault_sha256(input.code, strlen(input.code), hash);
	struct db_value values[] = {session_value(req),
	    db_bytes(hash, sizeof(hash))};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_row_take(req, rows, show);
}
