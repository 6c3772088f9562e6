/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/db_connection.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "core/db_wire.h"

static _Thread_local char rule_text[DB_RULE_SIZE];

/* Waits until PQgetResult won't block; false when it takes too long. */
static bool
wait_result(PGconn *pg, int patience_ms)
{
	struct pollfd wanted = {.fd = PQsocket(pg), .events = POLLIN};
	int64_t until = 0;

	while (PQisBusy(pg)) {
		int64_t now = db_now_ms();
		if (until == 0)
			until = now + patience_ms;
		if (now >= until)
			return false;
		wanted.revents = 0;
		if (poll(&wanted, 1, (int)(until - now)) < 0 && errno != EINTR)
			return false;
		if (wanted.revents != 0 && PQconsumeInput(pg) == 0)
			return true; /* PQgetResult tells what happened */
	}
	return true;
}

static bool
is_good(const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);

	return status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK;
}

/*
 * The statement's result, with the connection ready for the next one. The
 * server sends rows before it commits: a failure that follows them undoes
 * what they say, so it is the result.
 */
PGresult *
db_connection_read(struct db_pending *connection, int patience_ms)
{
	PGresult *first = NULL, *next;

	for (;;) {
		if (!wait_result(connection->pg, patience_ms)) {
			PQclear(first);
			return NULL;
		}
		next = PQgetResult(connection->pg);
		if (next == NULL)
			return first;
		if (first == NULL || !is_good(next)) {
			PQclear(first);
			first = next;
		} else {
			PQclear(next);
		}
		if (PQstatus(connection->pg) != CONNECTION_OK)
			break;
	}
	/* Rows that no ready server stands behind may never be committed. */
	if (is_good(first)) {
		PQclear(first);
		return NULL;
	}
	return first;
}

/* A rule of our own SQLSTATEs is for the client; else the code must do. */
static const char *
rule_of(const PGresult *result, const char *sqlstate)
{
	const char *message = PQresultErrorField(result,
	    PG_DIAG_MESSAGE_PRIMARY);

	if (sqlstate == NULL)
		return "database: connection lost";
	if (strncmp(sqlstate, "MS", 2) == 0 && message != NULL)
		snprintf(rule_text, sizeof(rule_text), "%s", message);
	else
		snprintf(rule_text, sizeof(rule_text), "database: SQLSTATE %s",
		    sqlstate);
	return rule_text;
}

/*
 * Serialization failure, deadlock, lock time-out, and a statement's own time
 * limit, of which waiting may be a part: manual, appendix A.
 */
static bool
is_held(const char *sqlstate)
{
	return sqlstate != NULL && (strcmp(sqlstate, "40001") == 0 ||
	    strcmp(sqlstate, "40P01") == 0 || strcmp(sqlstate, "55P03") == 0 ||
	    strcmp(sqlstate, "57014") == 0);
}

/*
 * Takes the result over: hands out good rows, else frees it and says what its
 * SQLSTATE stands for. NULL: the connection broke or the time is over.
 */
enum result
db_connection_judge(struct db_pending *connection, PGresult *result,
    PGresult **ret_rows, const char **ret_rule)
{
	enum result word;
	const char *sqlstate;

	if (result == NULL) {
		db_connection_hang_up(connection);
		*ret_rule = "database: no answer in time";
		return RESULT_TRY_AGAIN;
	}
	if (is_good(result) && connection->refusal == RESULT_OK) {
		*ret_rows = result;
		return RESULT_OK;
	}
	if (is_good(result)) {
		memcpy(rule_text, connection->refusal_rule, DB_RULE_SIZE);
		*ret_rule = rule_text;
		PQclear(result);
		return connection->refusal;
	}
	sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	connection->held = is_held(sqlstate);
	*ret_rule = rule_of(result, sqlstate);
	word = sqlstate == NULL ? RESULT_TRY_AGAIN
				: result_from_sqlstate(sqlstate);
	PQclear(result);
	if (PQstatus(connection->pg) != CONNECTION_OK)
		db_connection_hang_up(connection);
	return word;
}

bool
db_connection_is_stale(const PGresult *result)
{
	static const char *const codes[] = {
		"26000", /* the prepared statement is gone */
		"0A000", /* its result has another shape */
		"42883", /* a function that it calls is gone, */
		"42703", /* a column, */
		"42P01", /* or a table */
		"42804", /* a row has other columns than a moment ago */
		"XX000"  /* what its plan names is gone */
	};
	const char *sqlstate = result == NULL ? NULL
	    : PQresultErrorField(result, PG_DIAG_SQLSTATE);

	for (size_t i = 0; sqlstate != NULL &&
	    i < sizeof(codes) / sizeof(codes[0]); i++)
		if (strcmp(sqlstate, codes[i]) == 0)
			return true;
	return false;
}

/* ---- Prepared statements ---- */

static int
find_prepared(const struct db_pending *connection,
    const struct db_statement *statement)
{
	for (int i = 0; i < connection->prepared_count; i++)
		if (connection->prepared[i] == statement)
			return i;
	return -1;
}

/* A prepared statement is named by its place: "0" to "63". */
static void
name_of(int place, char ret_name[4])
{
	snprintf(ret_name, 4, "%d", place & 63);
}

static enum result
prepare(struct db_pending *connection, const struct db_statement *statement,
    int *ret_place, const char **ret_rule)
{
	Oid oids[DB_PARAMETERS_MOST];
	PGresult *rows = NULL;
	enum result result;
	char name[4];

	if (connection->prepared_count == DB_STATEMENTS_MOST) {
		*ret_rule = "database: too many statements";
		return RESULT_BROKEN;
	}
	for (int i = 0; i < statement->count; i++)
		oids[i] = db_wire_oid(statement->types[i]);
	name_of(connection->prepared_count, name);
	if (PQsendPrepare(connection->pg, name, statement->sql,
	    statement->count, oids) == 0) {
		db_connection_hang_up(connection);
		*ret_rule = "database: connection lost";
		return RESULT_TRY_AGAIN;
	}
	result = db_connection_judge(connection, db_connection_read(connection,
	    connection->db->statement_ms + DB_PATIENCE_MS), &rows, ret_rule);
	if (result != RESULT_OK)
		return result;
	PQclear(rows);
	*ret_place = connection->prepared_count;
	connection->prepared[connection->prepared_count++] = statement;
	return RESULT_OK;
}

enum result
db_connection_send(struct db_pending *connection,
    const struct db_statement *statement, const struct db_value *values,
    const char **ret_rule)
{
	struct db_wire wire;
	enum result result;
	char name[4];
	int place = find_prepared(connection, statement);

	connection->refusal = RESULT_OK;
	connection->look_noted = false;
	connection->held = false;
	if (place < 0) {
		result = prepare(connection, statement, &place, ret_rule);
		if (result != RESULT_OK)
			return result;
	}
	db_wire_encode(&wire, statement, values);
	name_of(place, name);
	if (PQsendQueryPrepared(connection->pg, name, statement->count,
	    wire.values, wire.lengths, wire.formats, 1) == 0) {
		db_connection_hang_up(connection);
		*ret_rule = "database: connection lost";
		return RESULT_TRY_AGAIN;
	}
	return RESULT_OK;
}
