/* SPDX-License-Identifier: EUPL-1.2 */
#include "audit/beat.h"

#include <string.h>

/* Two weeks' seals, one a minute; some minutes' work. */
#define SEALS_A_DAY 20160
#define ROWS_A_DAY 5000000

/* Columns of api_audit.heartbeat_due. */
enum { DUE, NUMBER, HASH };

/* Asks whether it is time, and which seal the last beat ended with. */
static enum result
ask(struct db *db, bool *ret_due, struct chain_head *ret_from,
    const char **ret_rule)
{
	static const struct db_statement statement = {"heartbeat_due",
	    "SELECT ret_due, ret_number, ret_hash FROM "
	    "api_audit.heartbeat_due()", 0, {DB_BOOL}};
	struct chain_head from = {0};
	struct db_rows *rows = NULL;
	enum result result = db_call(db, &statement, NULL, &rows, ret_rule);
	size_t length;

	if (result != RESULT_OK)
		return result;
	*ret_due = db_get_bool(rows, 0, DUE);
	if (!db_is_null(rows, 0, NUMBER)) {
		const unsigned char *hash = db_get_bytes(rows, 0, HASH,
		    &length);

		from.number = db_get_int8(rows, 0, NUMBER);
		memcpy(from.hash, hash, length < sizeof(from.hash) ? length
		    : sizeof(from.hash));
	}
	*ret_from = from;
	db_rows_free(rows);
	return RESULT_OK;
}

static enum result
tell(struct db *db, const struct chain_proof *proof, const char **ret_rule)
{
	static const struct db_statement statement = {"heartbeat",
	    "SELECT ret_first FROM api_audit.heartbeat($1, $2, $3)", 3,
	    {DB_BOOL, DB_INT8, DB_BYTES}};
	const struct db_value values[] = {db_bool(proof->broken == 0),
	    db_int8(proof->broken == 0 ? proof->last : proof->broken),
	    db_bytes(proof->hash, sizeof(proof->hash))};

	return db_call(db, &statement, values, NULL, ret_rule);
}

enum result
beat(struct db *db, bool *ret_due, struct chain_proof *ret_proof,
    const char **ret_rule)
{
	struct chain_head from;
	enum result result = ask(db, ret_due, &from, ret_rule);

	if (result != RESULT_OK || !*ret_due)
		return result;
	result = chain_verify_after(db, &from, SEALS_A_DAY, ROWS_A_DAY,
	    ret_proof, ret_rule);
	if (result != RESULT_OK)
		return result;
	return tell(db, ret_proof, ret_rule);
}
