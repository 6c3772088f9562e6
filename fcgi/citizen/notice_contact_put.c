/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/operations.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "casework/email.h"
#include "citizen/notice.h"
#include "citizen/own.h"
#include "core/vault.h"

static const struct db_statement statement = {"notice_contact_put",
    "SELECT ret_state FROM api_citizen.notice_contact_put($1, $2, $3)", 3,
    {DB_BYTES, DB_BYTES, DB_BYTES}};

struct input {
	const char *email;
};

static const struct field fields[] = {
	{.name = "email", .type = FIELD_TEXT, .required = true,
	    .offset = offsetof(struct input, email), .most = EMAIL_MOST},
};

/* What goes to the database of an address: nothing that tells it. */
struct sealed {
	unsigned char box[EMAIL_BOX_BYTES + VAULT_BOX_EXTRA_BYTES];
	unsigned char code_hash[VAULT_HASH_BYTES];
};

static uint32_t
random_below(uint32_t limit)
{
	uint32_t fair = UINT32_MAX - UINT32_MAX % limit, number;

	do
		vault_random(&number, sizeof(number));
	while (number >= fair);
	return number % limit;
}

static enum result
seal(const struct citizen_own *own, const char *email,
    struct sealed *ret_sealed)
{
	char open[EMAIL_BOX_BYTES + 1] = "";
	char *code = open + EMAIL_MOST;
	enum result result;

	memcpy(open, email, strlen(email));
	snprintf(code, EMAIL_CODE_DIGITS + 1, "%08u",
	    (unsigned)random_below(100000000));
	vault_sha256(code, EMAIL_CODE_DIGITS, ret_sealed->code_hash);
	result = vault_box(own->courier->bytes, open, EMAIL_BOX_BYTES,
	    ret_sealed->box);
	vault_wipe(open, sizeof(open));
	return result;
}

static void
show(struct writer *writer, const struct request *req,
    const struct db_rows *rows, int r)
{
	static const struct column columns[] = {{"state", 0, 0}};

	writer_columns(writer, rows, r, columns, LENGTH(columns),
	    req->language);
}

enum result
notice_contact_put(struct request *req)
{
	struct input input = {.email = NULL};
	struct sealed sealed;
	struct db_rows *rows;
	enum result result;
	bool given;

	result = request_json(req, fields, LENGTH(fields), &input);
	if (result != RESULT_OK)
		return result;
	given = input.email[0] != '\0';
	if (given && !email_valid(input.email))
		return request_fail(req, RESULT_BAD_INPUT,
		    "email: an address in ASCII, RFC 5322 section 3.4.1");
	if (given && (result = seal(req->shared->own, input.email,
	    &sealed)) != RESULT_OK)
		return request_fail(req, result, "sealing");
	struct db_value values[] = {session_value(req),
	    given ? db_bytes(sealed.box, sizeof(sealed.box))
		  : db_null(DB_BYTES),
	    given ? db_bytes(sealed.code_hash, sizeof(sealed.code_hash))
		  : db_null(DB_BYTES)};
	result = call(req, &statement, values, &rows);
	if (result != RESULT_OK)
		return result;
	return answer_row_take(req, rows, show);
}
