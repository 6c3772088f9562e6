/* SPDX-License-Identifier: EUPL-1.2
 *
 * Job kind notice: sends one message of the outbox, of one notice or of a day's,
 * or a code. The database says what is still to be told; the box with CPR
 * number or address is opened here and nowhere else. A courier that is killed
 * between sending and noting sends the same again, with the same id.
 */
#include "courier/operations.h"

#include <stdlib.h>
#include <string.h>

#include "casework/cpr.h"
#include "casework/email.h"
#include "core/vault.h"
#include "courier/transport.h"

static const struct db_statement take = {"notice_take",
    "SELECT ret_channel, ret_pace, ret_language, ret_to, ret_kind, ret_page "
    "FROM api_courier.notice_take($1)", 1, {DB_UUID}};
static const struct db_statement say = {"notice_state",
    "SELECT ret_known FROM api_courier.notice_state($1, $2, $3)", 3,
    {DB_UUID, DB_TEXT, DB_TEXT}};

static const struct db_statement back = {"notice_back",
    "SELECT ret_ok FROM api_courier.notice_back($1)", 1, {DB_UUID}};

enum { CHANNEL, PACE, LANGUAGE, TO, KIND, PAGE };

/* In guarded memory: whom it goes to, and the code. */
struct opened {
	char to[EMAIL_MOST + 1];
	char code[EMAIL_CODE_DIGITS + 1];
	unsigned char box[EMAIL_BOX_BYTES];
};

static enum result
fail(const char **ret_rule, const char *rule)
{
	*ret_rule = rule;
	return RESULT_BROKEN;
}

/* An address and its code, or ten digits: by the size of the box. */
static enum result
open_box(const struct courier *courier, const struct db_rows *rows,
    struct opened *opened)
{
	size_t sealed, size;
	const unsigned char *box = db_get_bytes(rows, 0, TO, &sealed);
	enum result result;

	size = sealed - VAULT_BOX_EXTRA_BYTES;
	if (sealed < VAULT_BOX_EXTRA_BYTES ||
	    (size != CPR_DIGITS && size != EMAIL_BOX_BYTES))
		return RESULT_DENIED;
	result = vault_box_open(courier->secret->bytes, box, sealed,
	    opened->box);
	if (result != RESULT_OK)
		return result;
	memcpy(opened->to, opened->box,
	    size == CPR_DIGITS ? CPR_DIGITS : EMAIL_MOST);
	if (size == EMAIL_BOX_BYTES)
		memcpy(opened->code, opened->box + EMAIL_MOST,
		    EMAIL_CODE_DIGITS);
	return RESULT_OK;
}

static enum result
read_items(const struct db_rows *rows, struct letter_item *items)
{
	for (int r = 0; r < db_rows_count(rows); r++) {
		if (letter_kind_read(db_get_text(rows, r, KIND),
		    &items[r].kind) != RESULT_OK || db_is_null(rows, r, PAGE))
			return RESULT_BROKEN;
		items[r].page = db_get_text(rows, r, PAGE);
	}
	return RESULT_OK;
}

/* RESULT_HUNG_UP: it may have gone. Any other failure: it has not. */
static enum result
send(struct courier *courier, const struct job *job,
    const struct db_rows *rows, struct opened *opened,
    struct letter_item *items, struct outcome *ret_outcome,
    const char **ret_rule)
{
	bool is_code = strcmp(db_get_text(rows, 0, PACE), "code") == 0;
	const char *channel = db_get_text(rows, 0, CHANNEL);
	const struct transport *transport = strcmp(channel, "email") == 0
	    ? &courier->smtp : &courier->post;
	struct letter letter = {
	    .language = strcmp(db_get_text(rows, 0, LANGUAGE), "en") == 0
		? LANGUAGE_EN : LANGUAGE_DA,
	    .municipality = courier->conf.municipality,
	    .base_url = courier->conf.base_url, .items = items};
	struct parcel parcel = {.id = job->subject,
	    .sms = strcmp(channel, "sms") == 0, .to = opened->to,
	    .letter = &letter};

	if (open_box(courier, rows, opened) != RESULT_OK)
		return fail(ret_rule, "notice: the box does not open");
	if (is_code) {
		letter.code = opened->code;
	} else {
		letter.count = (size_t)db_rows_count(rows);
		if (read_items(rows, items) != RESULT_OK)
			return fail(ret_rule, "notice: an unknown kind");
	}
	return transport->send(transport, &parcel, ret_outcome, ret_rule);
}

/* Notes what the transport said, or that it surely has nothing. */
static enum result
note(struct courier *courier, const struct job *job, enum result sent,
    const struct outcome *outcome, const char **ret_rule)
{
	if (sent != RESULT_OK && sent != RESULT_HUNG_UP &&
	    db_call(courier->db, &back,
	    (struct db_value[]){db_uuid(job->subject)}, NULL, NULL) !=
	    RESULT_OK)
		return sent; /* then it counts as one that may have gone */
	if (sent != RESULT_OK)
		return sent;
	return db_call(courier->db, &say, (struct db_value[]){
	    db_uuid(job->subject), db_text(fate_word(outcome->fate)),
	    db_text(outcome->detail)}, NULL, ret_rule);
}

enum result
notice(struct courier *courier, struct job *job, const char **ret_rule)
{
	struct db_rows *rows = NULL;
	struct letter_item *items;
	struct opened *opened;
	struct outcome outcome;
	enum result result;

	if (!job->has_subject)
		return fail(ret_rule, "notice: no message");
	result = db_call(courier->db, &take,
	    (struct db_value[]){db_uuid(job->subject)}, &rows, ret_rule);
	if (result != RESULT_OK)
		return result;
	if (db_rows_count(rows) == 0) {
		db_rows_free(rows);
		return RESULT_OK;
	}
	items = calloc((size_t)db_rows_count(rows), sizeof(*items));
	opened = vault_alloc(sizeof(*opened));
	result = items == NULL || opened == NULL
	    ? fail(ret_rule, "notice: memory")
	    : send(courier, job, rows, opened, items, &outcome, ret_rule);
	result = note(courier, job, result, &outcome, ret_rule);
	vault_free(opened);
	free(items);
	db_rows_free(rows);
	return result;
}
