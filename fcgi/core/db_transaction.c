/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/db_connection.h"

#include <stdlib.h>

struct db_transaction {
	struct db_pending *connection;
	bool marked, whole; /* savepoints that stand */
};

static const struct db_statement begin = {"begin", "BEGIN", 0, {DB_BOOL}};
static const struct db_statement mark = {"mark", "SAVEPOINT mark", 0,
    {DB_BOOL}};
static const struct db_statement unmark = {"unmark",
    "RELEASE SAVEPOINT mark", 0, {DB_BOOL}};
static const struct db_statement undo = {"undo",
    "ROLLBACK TO SAVEPOINT mark", 0, {DB_BOOL}};
static const struct db_statement mark_whole = {"mark_whole",
    "SAVEPOINT whole", 0, {DB_BOOL}};
static const struct db_statement unmark_whole = {"unmark_whole",
    "RELEASE SAVEPOINT whole", 0, {DB_BOOL}};
static const struct db_statement undo_whole = {"undo_whole",
    "ROLLBACK TO SAVEPOINT whole", 0, {DB_BOOL}};
static const struct db_statement commit = {"commit", "COMMIT", 0, {DB_BOOL}};
static const struct db_statement rollback = {"rollback", "ROLLBACK", 0,
    {DB_BOOL}};

/* A lost connection is never made anew: its transaction is gone with it. */
static enum result
call_on(struct db_pending *connection, const struct db_statement *statement,
    const struct db_value *values, PGresult **ret_rows, const char **ret_rule)
{
	PGresult *got;
	enum result result;
	bool stale;

	if (connection->pg == NULL) {
		*ret_rule = "database: connection lost";
		return RESULT_TRY_AGAIN;
	}
	result = db_connection_send(connection, statement, values, ret_rule);
	if (result != RESULT_OK)
		return result;
	got = db_connection_read(connection,
	    connection->db->statement_ms + DB_PATIENCE_MS);
	stale = db_connection_is_stale(got);
	result = db_connection_judge(connection, got, ret_rows, ret_rule);
	if (!stale)
		return result;
	db_connection_hang_up(connection);
	return RESULT_TRY_AGAIN;
}

static enum result
command(struct db_pending *connection, const struct db_statement *statement,
    const char **ret_rule)
{
	PGresult *rows = NULL;
	const char *rule = NULL;
	enum result result = call_on(connection, statement, NULL, &rows, &rule);

	PQclear(rows);
	if (result != RESULT_OK && ret_rule != NULL)
		*ret_rule = rule;
	return result;
}

enum result
db_begin(struct db *db, struct db_transaction **ret_transaction,
    const char **ret_rule)
{
	struct db_transaction *transaction = calloc(1, sizeof(*transaction));
	const char *rule = "memory";
	enum result result = RESULT_TRY_AGAIN;

	if (transaction != NULL)
		result = db_connection_take(db, false, &transaction->connection,
		    &rule);
	if (result == RESULT_OK) {
		result = command(transaction->connection, &begin, &rule);
		if (result != RESULT_OK)
			db_connection_give_back(transaction->connection);
	}
	if (result == RESULT_OK) {
		*ret_transaction = transaction;
		return RESULT_OK;
	}
	free(transaction);
	if (ret_rule != NULL)
		*ret_rule = rule;
	return result;
}

enum result
db_call_in(struct db_transaction *transaction,
    const struct db_statement *statement, const struct db_value *values,
    struct db_rows **ret_rows, const char **ret_rule)
{
	PGresult *rows = NULL;
	const char *rule = db_misread();
	enum result result = rule != NULL ? RESULT_BROKEN
	    : call_on(transaction->connection, statement, values, &rows, &rule);

	if (result != RESULT_OK) {
		if (ret_rule != NULL)
			*ret_rule = rule;
		return result;
	}
	if (ret_rows != NULL)
		*ret_rows = (struct db_rows *)rows;
	else
		PQclear(rows);
	return RESULT_OK;
}

enum result
db_mark(struct db_transaction *transaction, const char **ret_rule)
{
	enum result result = RESULT_OK;

	if (transaction->marked)
		result = command(transaction->connection, &unmark, ret_rule);
	transaction->marked = false;
	if (result == RESULT_OK)
		result = command(transaction->connection, &mark, ret_rule);
	transaction->marked = result == RESULT_OK;
	return result;
}

enum result
db_undo(struct db_transaction *transaction, const char **ret_rule)
{
	return command(transaction->connection, &undo, ret_rule);
}

enum result
db_mark_whole(struct db_transaction *transaction, const char **ret_rule)
{
	enum result result = RESULT_OK;

	if (transaction->marked)
		result = command(transaction->connection, &unmark, ret_rule);
	transaction->marked = false;
	if (result == RESULT_OK && transaction->whole)
		result = command(transaction->connection, &unmark_whole,
		    ret_rule);
	transaction->whole = false;
	if (result == RESULT_OK)
		result = command(transaction->connection, &mark_whole,
		    ret_rule);
	transaction->whole = result == RESULT_OK;
	return result;
}

enum result
db_undo_whole(struct db_transaction *transaction, const char **ret_rule)
{
	transaction->marked = false;
	return command(transaction->connection, &undo_whole, ret_rule);
}

bool
db_was_held(const struct db_transaction *transaction)
{
	return transaction->connection->held;
}

enum result
db_commit_take(struct db_transaction *transaction, const char **ret_rule)
{
	PGconn *pg = transaction->connection->pg;
	const char *misread = db_misread();
	enum result result;

	if (misread != NULL) {
		db_rollback(transaction);
		if (ret_rule != NULL)
			*ret_rule = misread;
		return RESULT_BROKEN;
	}
	/* PostgreSQL would answer this COMMIT well, with a rollback. */
	if (pg != NULL && PQtransactionStatus(pg) == PQTRANS_INERROR) {
		db_rollback(transaction);
		if (ret_rule != NULL)
			*ret_rule = "database: the transaction had failed";
		return RESULT_BROKEN;
	}
	result = command(transaction->connection, &commit, ret_rule);
	if (result != RESULT_OK)
		db_connection_hang_up(transaction->connection);
	db_connection_give_back(transaction->connection);
	free(transaction);
	return result;
}

void
db_rollback(struct db_transaction *transaction)
{
	if (transaction == NULL)
		return;
	if (command(transaction->connection, &rollback, NULL) != RESULT_OK)
		db_connection_hang_up(transaction->connection);
	db_connection_give_back(transaction->connection);
	free(transaction);
}
