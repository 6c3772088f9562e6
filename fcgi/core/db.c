/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/db.h"

#include <string.h>

#include "core/db_connection.h"

/* How long a call that nobody waits for may go on. */
#define CANCEL_MS 200
/* A list can name a case more each time it is asked for; not for ever. */
#define LOOKS_MOST 3

/*
 * Sends over a working connection, or over one made anew. A connection that
 * turns out to be lost while sending has not carried the statement, so another
 * one is tried once.
 */
static enum result
start(struct db *db, const struct db_statement *statement,
    const struct db_value *values, bool anew, struct db_pending **ret_pending,
    const char **ret_rule)
{
	struct db_pending *connection;
	enum result result;

	if ((*ret_rule = db_misread()) != NULL)
		return RESULT_BROKEN;
	for (int attempt = 0;; attempt++) {
		result = db_connection_take(db, anew, &connection, ret_rule);
		if (result != RESULT_OK)
			return result;
		result = db_connection_send(connection, statement, values,
		    ret_rule);
		if (result == RESULT_OK) {
			*ret_pending = connection;
			return RESULT_OK;
		}
		bool lost = connection->pg == NULL;
		db_connection_give_back(connection);
		if (!lost || attempt == 1)
			return result;
	}
}

/* Why a call that ended is made once more. */
enum repeat { REPEAT_NOT, REPEAT_STALE, REPEAT_LOOK };

static enum result
finish(struct db_pending *pending, struct db_rows **ret_rows,
    const char **ret_rule, enum repeat *ret_repeat)
{
	PGresult *rows = NULL;
	PGresult *got = db_connection_read(pending,
	    pending->db->statement_ms + DB_PATIENCE_MS);
	bool stale = db_connection_is_stale(got);
	enum result result = db_connection_judge(pending, got, &rows,
	    ret_rule);

	*ret_repeat = stale ? REPEAT_STALE
	    : result == RESULT_TRY_AGAIN && pending->look_noted ? REPEAT_LOOK
	    : REPEAT_NOT;
	if (stale) {
		db_connection_hang_up(pending);
		result = RESULT_TRY_AGAIN;
	}
	db_connection_give_back(pending);
	if (result != RESULT_OK)
		return result;
	if (ret_rows != NULL)
		*ret_rows = (struct db_rows *)rows;
	else
		PQclear(rows);
	return RESULT_OK;
}

enum result
db_call(struct db *db, const struct db_statement *statement,
    const struct db_value *values, struct db_rows **ret_rows,
    const char **ret_rule)
{
	struct db_pending *pending;
	const char *rule = NULL;
	enum repeat repeat = REPEAT_NOT;
	enum result result;
	int stale = 0, looks = 0;

	/* What is stale on one idle connection is so on the next as well. */
	do {
		bool anew = repeat == REPEAT_STALE;

		repeat = REPEAT_NOT;
		result = start(db, statement, values, anew, &pending, &rule);
		if (result == RESULT_OK)
			result = finish(pending, ret_rows, &rule, &repeat);
	} while ((repeat == REPEAT_STALE && stale++ == 0) ||
	    (repeat == REPEAT_LOOK && looks++ < LOOKS_MOST));
	if (repeat == REPEAT_STALE) /* it is no migration, then */
		result = RESULT_BROKEN;
	if (result != RESULT_OK && ret_rule != NULL)
		*ret_rule = rule;
	return result;
}

enum result
db_start(struct db *db, const struct db_statement *statement,
    const struct db_value *values, struct db_pending **ret_pending)
{
	const char *ignored;

	return start(db, statement, values, false, ret_pending, &ignored);
}

int
db_descriptor(const struct db_pending *pending)
{
	return PQsocket(pending->pg);
}

bool
db_ready(struct db_pending *pending)
{
	return PQconsumeInput(pending->pg) == 0 || !PQisBusy(pending->pg);
}

enum result
db_finish(struct db_pending *pending, struct db_rows **ret_rows,
    const char **ret_rule)
{
	const char *rule = NULL;
	enum repeat repeat;
	enum result result = finish(pending, ret_rows, &rule, &repeat);

	if (result != RESULT_OK && ret_rule != NULL)
		*ret_rule = rule;
	return result;
}

/* A short statement is waited for, so that its connection can be kept. */
void
db_cancel(struct db_pending *pending)
{
	PGresult *result;

	if (pending == NULL)
		return;
	result = db_connection_read(pending, CANCEL_MS);
	if (result == NULL || PQstatus(pending->pg) != CONNECTION_OK)
		db_connection_hang_up(pending);
	PQclear(result);
	db_connection_give_back(pending);
}
