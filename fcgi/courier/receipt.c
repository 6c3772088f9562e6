/* SPDX-License-Identifier: EUPL-1.2 */
#include "courier/receipt.h"

#include <stdio.h>
#include <string.h>

#include "core/field.h"
#include "core/json.h"

#define ID_MOST 64
#define TEXT_MOST 1000

struct input {
	struct uuid_field message;
	int status;
	const char *transmission, *error;
};

/* In the order of the fates that they stand for. */
static const char *const statuses[] = {"RECEIVED", "COMPLETED", "INVALID",
    "NOT_ALLOWED", NULL};
static const enum fate fates[] = {FATE_RECEIVED, FATE_COMPLETED,
    FATE_INVALID, FATE_NOT_ALLOWED};

static const struct field fields[] = {
	{.name = "messageUUID", .type = FIELD_UUID, .required = true,
	    .offset = offsetof(struct input, message)},
	{.name = "receiptStatus", .type = FIELD_WORD, .required = true,
	    .offset = offsetof(struct input, status), .words = statuses},
	{.name = "transmissionId", .type = FIELD_TEXT,
	    .offset = offsetof(struct input, transmission),
	    .most = TEXT_MOST},
	{.name = "errorCode", .type = FIELD_TEXT,
	    .offset = offsetof(struct input, error), .most = TEXT_MOST},
};

bool
receipt_id_valid(const char *text)
{
	size_t length = strlen(text);

	return length >= 1 && length <= ID_MOST && strspn(text,
	    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
	    "0123456789-_") == length;
}

/* errorMessage is left aside: it could repeat what we sent. */
enum result
receipt_read(const char *at, size_t length, struct pool *pool,
    struct receipt *ret_receipt)
{
	struct input input = {.transmission = "", .error = ""};
	const char *rule, *detail;
	enum result result;

	result = json_read_foreign(at, length, fields,
	    sizeof(fields) / sizeof(fields[0]), pool, &input, &rule);
	if (result != RESULT_OK)
		return result;
	ret_receipt->message = input.message.uuid;
	ret_receipt->outcome.fate = fates[input.status];
	detail = input.error[0] != '\0' ? input.error : input.transmission;
	snprintf(ret_receipt->outcome.detail,
	    sizeof(ret_receipt->outcome.detail), "%s",
	    receipt_id_valid(detail) ? detail : "");
	return RESULT_OK;
}
