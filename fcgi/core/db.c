/* SPDX-License-Identifier: EUPL-1.2 */
#include <errno.h>
#include <libpq-fe.h>
#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include "core/db.h"
#include "core/db_wire.h"

#define CONNECTIONS_MOST 64
#define STATEMENTS_MOST 64 /* prepared on one connection */
#define PAUSE_LEAST_MS 50
#define PAUSE_MOST_MS 5000
#define CONNECT_SECONDS "5"
#define STATEMENT_MS 10000
/* The server ends a statement first; this much later it is given up here. */
#define PATIENCE_MS 2000
#define CANCEL_MS 200
#define RULE_SIZE 200

/* A connection; while a call is under way it is the call's handle too. */
struct db_pending {
	struct db *db;
	PGconn *pg; /* NULL: not connected */
	const struct db_statement *prepared[STATEMENTS_MOST];
	int prepared_count;
	enum result refusal; /* what a notice said; RESULT_OK: nothing */
	char refusal_rule[RULE_SIZE];
	struct db_pending *next; /* in one of the pool's two lists */
};

struct db {
	pthread_mutex_t lock;
	pthread_cond_t freed;
	struct db_pending connections[CONNECTIONS_MOST];
	struct db_pending *idle;   /* connected, last used first */
	struct db_pending *closed; /* not connected */
	int64_t retry_at;          /* no connecting before, monotonic ms */
	int pause_ms;
	int wait_ms;
	int statement_ms;
	char *conninfo;
	char *user;
	char settings[64];
};

static _Thread_local char rule_text[RULE_SIZE];

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* ---- The pool ---- */

static enum result
check_options(const struct db_options *options)
{
	PQconninfoOption *parsed;

	if (options->connections < 1 || options->connections > CONNECTIONS_MOST)
		return RESULT_BAD_INPUT;
	parsed = PQconninfoParse(options->conninfo, NULL);
	if (parsed == NULL)
		return RESULT_BAD_INPUT;
	PQconninfoFree(parsed);
	return RESULT_OK;
}

static enum result
init_lock(struct db *db)
{
	pthread_condattr_t monotonic;

	if (pthread_condattr_init(&monotonic) != 0)
		return RESULT_BROKEN;
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	if (pthread_mutex_init(&db->lock, NULL) != 0 ||
	    pthread_cond_init(&db->freed, &monotonic) != 0)
		return RESULT_BROKEN;
	pthread_condattr_destroy(&monotonic);
	return RESULT_OK;
}

enum result
db_open(const struct db_options *options, struct db **ret_db)
{
	enum result result = check_options(options);
	struct db *db;

	if (result != RESULT_OK)
		return result;
	db = calloc(1, sizeof(*db));
	if (db == NULL)
		return RESULT_TRY_AGAIN;
	db->conninfo = strdup(options->conninfo);
	db->user = strdup(options->user);
	db->wait_ms = options->wait_ms;
	db->statement_ms = options->statement_ms > 0 ? options->statement_ms
						      : STATEMENT_MS;
	db->pause_ms = PAUSE_LEAST_MS;
	snprintf(db->settings, sizeof(db->settings), "-c statement_timeout=%d",
	    db->statement_ms);
	if (db->conninfo == NULL || db->user == NULL ||
	    init_lock(db) != RESULT_OK) {
		free(db->conninfo);
		free(db->user);
		free(db);
		return RESULT_TRY_AGAIN;
	}
	for (int i = 0; i < options->connections; i++) {
		db->connections[i].db = db;
		db->connections[i].next = db->closed;
		db->closed = &db->connections[i];
	}
	*ret_db = db;
	return RESULT_OK;
}

void
db_close(struct db *db)
{
	if (db == NULL)
		return;
	for (int i = 0; i < CONNECTIONS_MOST; i++)
		PQfinish(db->connections[i].pg);
	pthread_cond_destroy(&db->freed);
	pthread_mutex_destroy(&db->lock);
	free(db->conninfo);
	free(db->user);
	free(db);
}

static void
hang_up(struct db_pending *connection)
{
	PQfinish(connection->pg);
	connection->pg = NULL;
	connection->prepared_count = 0;
}

static struct db_pending *
pop(struct db_pending **list)
{
	struct db_pending *first = *list;

	if (first != NULL)
		*list = first->next;
	return first;
}

/*
 * Takes a connection from the pool: an open one, else one that the caller
 * must open, else it waits. NULL when none comes free in time, or when
 * connecting has just failed and its pause isn't over.
 */
static struct db_pending *
borrow(struct db *db)
{
	int64_t until = now_ms() + db->wait_ms;
	struct timespec at = {.tv_sec = (time_t)(until / 1000),
	    .tv_nsec = (long)(until % 1000) * 1000000};
	struct db_pending *connection;
	bool late = false;

	pthread_mutex_lock(&db->lock);
	for (;;) {
		connection = pop(&db->idle);
		if (connection != NULL)
			break;
		if (db->closed != NULL) {
			if (now_ms() >= db->retry_at)
				connection = pop(&db->closed);
			break;
		}
		if (late)
			break;
		late = pthread_cond_timedwait(&db->freed, &db->lock, &at) ==
		    ETIMEDOUT;
	}
	pthread_mutex_unlock(&db->lock);
	return connection;
}

static void
give_back(struct db_pending *connection)
{
	struct db *db = connection->db;
	struct db_pending **list = connection->pg == NULL ? &db->closed
							   : &db->idle;

	pthread_mutex_lock(&db->lock);
	connection->next = *list;
	*list = connection;
	pthread_cond_signal(&db->freed);
	pthread_mutex_unlock(&db->lock);
}

/* ---- Connecting ---- */

/*
 * A refusal whose audit row must stay can't be an error, which would undo the
 * row: the function says it with a notice under an own SQLSTATE. Every other
 * notice is dropped; libpq would print it, and it may carry data.
 */
static void
take_notice(void *context, const PGresult *notice)
{
	const char *code = PQresultErrorField(notice, PG_DIAG_SQLSTATE);
	const char *rule = PQresultErrorField(notice, PG_DIAG_MESSAGE_PRIMARY);
	struct db_pending *connection = context;

	if (code == NULL || strncmp(code, "MS", 2) != 0)
		return;
	connection->refusal = result_from_sqlstate(code);
	snprintf(connection->refusal_rule, sizeof(connection->refusal_rule),
	    "%s", rule == NULL ? "" : rule);
}

/* The pool's pause grows with each failure and is over at a success. */
static void
note_attempt(struct db *db, bool connected)
{
	pthread_mutex_lock(&db->lock);
	if (connected) {
		db->pause_ms = PAUSE_LEAST_MS;
		db->retry_at = 0;
	} else if (now_ms() >= db->retry_at) {
		db->retry_at = now_ms() + db->pause_ms;
		db->pause_ms *= 2;
		if (db->pause_ms > PAUSE_MOST_MS)
			db->pause_ms = PAUSE_MOST_MS;
	}
	pthread_mutex_unlock(&db->lock);
}

/*
 * What stands before dbname are defaults that the conninfo may change, what
 * stands behind holds in any case. No file is read: passfile names none.
 */
static enum result
connect_now(struct db_pending *connection)
{
	struct db *db = connection->db;
	const char *const keys[] = {"connect_timeout", "options", "dbname",
	    "user", "passfile", "gssencmode", "client_encoding",
	    "application_name", NULL};
	const char *const values[] = {CONNECT_SECONDS, db->settings,
	    db->conninfo, db->user, "/nonexistent/none", "disable", "UTF8",
	    db->user, NULL};

	connection->pg = PQconnectdbParams(keys, values, 1);
	if (PQstatus(connection->pg) != CONNECTION_OK ||
	    PQsetnonblocking(connection->pg, 0) != 0) {
		hang_up(connection);
		note_attempt(db, false);
		return RESULT_TRY_AGAIN;
	}
	PQsetNoticeReceiver(connection->pg, take_notice, connection);
	note_attempt(db, true);
	return RESULT_OK;
}

/*
 * Whether an idle connection still stands. The server says farewell by
 * closing it, mostly behind a message; a healthy one has nothing to read.
 */
static bool
is_alive(struct db_pending *connection)
{
	int fd = PQsocket(connection->pg);
	char byte;

	for (int i = 0; i < 2; i++) {
		ssize_t got = recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);
		if (got < 0)
			return errno == EAGAIN || errno == EINTR;
		if (got == 0 || PQconsumeInput(connection->pg) == 0)
			return false;
	}
	return PQstatus(connection->pg) == CONNECTION_OK;
}

static enum result
take_connection(struct db *db, struct db_pending **ret_connection,
    const char **ret_rule)
{
	struct db_pending *connection = borrow(db);
	enum result result;

	if (connection == NULL) {
		*ret_rule = "database: no connection";
		return RESULT_TRY_AGAIN;
	}
	if (connection->pg != NULL && !is_alive(connection))
		hang_up(connection);
	if (connection->pg == NULL) {
		result = connect_now(connection);
		if (result != RESULT_OK) {
			give_back(connection);
			*ret_rule = "database: connecting failed";
			return result;
		}
	}
	*ret_connection = connection;
	return RESULT_OK;
}

/* ---- Talking ---- */

/* Waits until PQgetResult won't block; false when it takes too long. */
static bool
wait_result(PGconn *pg, int patience_ms)
{
	struct pollfd wanted = {.fd = PQsocket(pg), .events = POLLIN};
	int64_t until = 0;

	while (PQisBusy(pg)) {
		int64_t now = now_ms();
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
static PGresult *
read_result(struct db_pending *connection, int patience_ms)
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
			return first;
	}
}

/* A rule of our own SQLSTATEs is for the client; else the code must do. */
static const char *
rule_of(const PGresult *result, const char *sqlstate)
{
	const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);

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
 * Takes the result over: hands out good rows, else frees it and says what its
 * SQLSTATE stands for. NULL: the connection broke or the time is over.
 */
static enum result
judge(struct db_pending *connection, PGresult *result, PGresult **ret_rows,
    const char **ret_rule)
{
	enum result word;
	const char *sqlstate;

	if (result == NULL) {
		hang_up(connection);
		*ret_rule = "database: no answer in time";
		return RESULT_TRY_AGAIN;
	}
	if (is_good(result) && connection->refusal == RESULT_OK) {
		*ret_rows = result;
		return RESULT_OK;
	}
	if (is_good(result)) {
		memcpy(rule_text, connection->refusal_rule, RULE_SIZE);
		*ret_rule = rule_text;
		PQclear(result);
		return connection->refusal;
	}
	sqlstate = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	*ret_rule = rule_of(result, sqlstate);
	word = sqlstate == NULL ? RESULT_TRY_AGAIN
				: result_from_sqlstate(sqlstate);
	PQclear(result);
	if (PQstatus(connection->pg) != CONNECTION_OK)
		hang_up(connection);
	return word;
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

	if (connection->prepared_count == STATEMENTS_MOST) {
		*ret_rule = "database: too many statements";
		return RESULT_BROKEN;
	}
	for (int i = 0; i < statement->count; i++)
		oids[i] = db_wire_oid(statement->types[i]);
	name_of(connection->prepared_count, name);
	if (PQsendPrepare(connection->pg, name, statement->sql,
	    statement->count, oids) == 0) {
		hang_up(connection);
		*ret_rule = "database: connection lost";
		return RESULT_TRY_AGAIN;
	}
	result = judge(connection, read_result(connection,
	    connection->db->statement_ms + PATIENCE_MS), &rows, ret_rule);
	if (result != RESULT_OK)
		return result;
	PQclear(rows);
	*ret_place = connection->prepared_count;
	connection->prepared[connection->prepared_count++] = statement;
	return RESULT_OK;
}

static enum result
send_statement(struct db_pending *connection,
    const struct db_statement *statement, const struct db_value *values,
    const char **ret_rule)
{
	struct db_wire wire;
	enum result result;
	char name[4];
	int place = find_prepared(connection, statement);

	if (place < 0) {
		result = prepare(connection, statement, &place, ret_rule);
		if (result != RESULT_OK)
			return result;
	}
	connection->refusal = RESULT_OK;
	db_wire_encode(&wire, statement, values);
	name_of(place, name);
	if (PQsendQueryPrepared(connection->pg, name, statement->count,
	    wire.values, wire.lengths, wire.formats, 1) == 0) {
		hang_up(connection);
		*ret_rule = "database: connection lost";
		return RESULT_TRY_AGAIN;
	}
	return RESULT_OK;
}

/* ---- Calls ---- */

/*
 * Sends over a working connection. A connection that turns out to be lost
 * while sending has not carried the statement, so another one is tried once.
 */
static enum result
start(struct db *db, const struct db_statement *statement,
    const struct db_value *values, struct db_pending **ret_pending,
    const char **ret_rule)
{
	struct db_pending *connection;
	enum result result;

	for (int attempt = 0;; attempt++) {
		result = take_connection(db, &connection, ret_rule);
		if (result != RESULT_OK)
			return result;
		result = send_statement(connection, statement, values,
		    ret_rule);
		if (result == RESULT_OK) {
			*ret_pending = connection;
			return RESULT_OK;
		}
		bool lost = connection->pg == NULL;
		give_back(connection);
		if (!lost || attempt == 1)
			return result;
	}
}

/*
 * Whether the server refused because the prepared statement is gone (26000:
 * something emptied the session) or its result has another shape (0A000:
 * the function was installed anew). It has done nothing then.
 */
static bool
is_stale(const PGresult *result)
{
	const char *sqlstate = result == NULL ? NULL
	    : PQresultErrorField(result, PG_DIAG_SQLSTATE);

	return sqlstate != NULL && (strcmp(sqlstate, "26000") == 0 ||
	    strcmp(sqlstate, "0A000") == 0);
}

static enum result
finish(struct db_pending *pending, struct db_rows **ret_rows,
    const char **ret_rule, bool *ret_stale)
{
	PGresult *rows = NULL;
	PGresult *got = read_result(pending,
	    pending->db->statement_ms + PATIENCE_MS);
	enum result result;

	*ret_stale = is_stale(got);
	result = judge(pending, got, &rows, ret_rule);
	if (*ret_stale) {
		hang_up(pending);
		result = RESULT_TRY_AGAIN;
	}
	give_back(pending);
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
	enum result result;
	bool stale = true;

	for (int attempt = 0; attempt < 2 && stale; attempt++) {
		stale = false;
		result = start(db, statement, values, &pending, &rule);
		if (result == RESULT_OK)
			result = finish(pending, ret_rows, &rule, &stale);
	}
	if (result != RESULT_OK && ret_rule != NULL)
		*ret_rule = rule;
	return result;
}

enum result
db_start(struct db *db, const struct db_statement *statement,
    const struct db_value *values, struct db_pending **ret_pending)
{
	const char *ignored;

	return start(db, statement, values, ret_pending, &ignored);
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
	bool stale;
	enum result result = finish(pending, ret_rows, &rule, &stale);

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
	result = read_result(pending, CANCEL_MS);
	if (result == NULL || PQstatus(pending->pg) != CONNECTION_OK)
		hang_up(pending);
	PQclear(result);
	give_back(pending);
}

/* ---- Transactions ---- */

struct db_transaction {
	struct db_pending *connection;
	bool marked;
};

static const struct db_statement begin = {"begin", "BEGIN", 0, {DB_BOOL}};
static const struct db_statement mark = {"mark", "SAVEPOINT mark", 0,
    {DB_BOOL}};
static const struct db_statement unmark = {"unmark",
    "RELEASE SAVEPOINT mark", 0, {DB_BOOL}};
static const struct db_statement undo = {"undo",
    "ROLLBACK TO SAVEPOINT mark", 0, {DB_BOOL}};
static const struct db_statement commit = {"commit", "COMMIT", 0, {DB_BOOL}};
static const struct db_statement rollback = {"rollback", "ROLLBACK", 0,
    {DB_BOOL}};

/* A lost connection is never made anew: its transaction is gone with it. */
static enum result
call_on(struct db_pending *connection, const struct db_statement *statement,
    const struct db_value *values, PGresult **ret_rows, const char **ret_rule)
{
	enum result result;

	if (connection->pg == NULL) {
		*ret_rule = "database: connection lost";
		return RESULT_TRY_AGAIN;
	}
	result = send_statement(connection, statement, values, ret_rule);
	if (result != RESULT_OK)
		return result;
	return judge(connection, read_result(connection,
	    connection->db->statement_ms + PATIENCE_MS), ret_rows, ret_rule);
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
		result = take_connection(db, &transaction->connection, &rule);
	if (result == RESULT_OK) {
		result = command(transaction->connection, &begin, &rule);
		if (result != RESULT_OK)
			give_back(transaction->connection);
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
	const char *rule = NULL;
	enum result result = call_on(transaction->connection, statement, values,
	    &rows, &rule);

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
db_commit_take(struct db_transaction *transaction, const char **ret_rule)
{
	PGconn *pg = transaction->connection->pg;
	enum result result;

	/* PostgreSQL would answer this COMMIT well, with a rollback. */
	if (pg != NULL && PQtransactionStatus(pg) == PQTRANS_INERROR) {
		db_rollback(transaction);
		if (ret_rule != NULL)
			*ret_rule = "database: the transaction had failed";
		return RESULT_BROKEN;
	}
	result = command(transaction->connection, &commit, ret_rule);
	if (result != RESULT_OK)
		hang_up(transaction->connection);
	give_back(transaction->connection);
	free(transaction);
	return result;
}

void
db_rollback(struct db_transaction *transaction)
{
	if (transaction == NULL)
		return;
	if (command(transaction->connection, &rollback, NULL) != RESULT_OK)
		hang_up(transaction->connection);
	give_back(transaction->connection);
	free(transaction);
}
