/* SPDX-License-Identifier: EUPL-1.2 */
#include "audit/beat.h"

#include <string.h>

/* Of what is new: two weeks' seals, one a minute; some minutes' work. */
#define SEALS_A_DAY 20160
#define ROWS_A_DAY 5000000

/* Columns of api_audit.heartbeat_due. */
enum { DUE, NUMBER, HASH, AGAIN_AFTER, AGAIN_SEALS };

/* What is to be proved today. */
struct errand {
	bool due;
	struct chain_head from;           /* the last one ended with it */
	int64_t again_after, again_seals; /* in turn */
};

static enum result
ask(struct db *db, struct errand *ret_errand, const char **ret_rule)
{
	static const struct db_statement statement = {"heartbeat_due",
	    "SELECT ret_due, ret_number, ret_hash, ret_again_after, "
	    "ret_again_seals FROM api_audit.heartbeat_due()", 0, {DB_BOOL}};
	struct errand errand = {0};
	struct db_rows *rows = NULL;
	enum result result = db_call(db, &statement, NULL, &rows, ret_rule);
	size_t length;

	if (result != RESULT_OK)
		return result;
	errand.due = db_get_bool(rows, 0, DUE);
	if (!db_is_null(rows, 0, NUMBER)) {
		const unsigned char *hash = db_get_bytes(rows, 0, HASH,
		    &length);

		errand.from.number = db_get_int8(rows, 0, NUMBER);
		memcpy(errand.from.hash, hash,
		    length < VAULT_HASH_BYTES ? length : VAULT_HASH_BYTES);
		errand.again_after = db_get_int8(rows, 0, AGAIN_AFTER);
		errand.again_seals = db_get_int8(rows, 0, AGAIN_SEALS);
	}
	*ret_errand = errand;
	db_rows_free(rows);
	return RESULT_OK;
}

static enum result
tell(struct db *db, const struct errand *errand,
    const struct chain_proof *new, const struct chain_proof *again,
    const char **ret_rule)
{
	static const struct db_statement statement = {"heartbeat",
	    "SELECT ret_first FROM api_audit.heartbeat($1, $2, $3, $4, $5, $6)",
	    6, {DB_BOOL, DB_INT8, DB_BYTES, DB_INT8, DB_INT8, DB_INT8}};
	const struct chain_proof *broken = new->broken != 0 ? new : again;
	bool whole = broken->broken == 0, some = whole && again->seals > 0;
	const struct db_value values[] = {db_bool(whole),
	    db_int8(whole ? new->last : broken->broken),
	    db_bytes(new->hash, sizeof(new->hash)),
	    db_int8(errand->from.number + 1),
	    some ? db_int8(errand->again_after + 1) : db_null(DB_INT8),
	    some ? db_int8(again->last) : db_null(DB_INT8)};

	return db_call(db, &statement, values, NULL, ret_rule);
}

enum result
beat(struct db *db, bool *ret_due, struct chain_proof *ret_new,
    struct chain_proof *ret_again, const char **ret_rule)
{
	struct errand errand;
	enum result result = ask(db, &errand, ret_rule);

	if (result != RESULT_OK)
		return result;
	*ret_due = errand.due;
	if (!errand.due)
		return RESULT_OK;
	*ret_again = (struct chain_proof){0};
	result = chain_verify_after(db, &errand.from, SEALS_A_DAY, ROWS_A_DAY,
	    ret_new, ret_rule);
	if (result == RESULT_OK && ret_new->broken == 0 &&
	    errand.again_seals > 0)
		result = chain_verify_again(db, errand.again_after,
		    errand.again_seals, ret_again, ret_rule);
	if (result != RESULT_OK)
		return result;
	return tell(db, &errand, ret_new, ret_again, ret_rule);
}
