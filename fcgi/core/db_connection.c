/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "core/db_connection.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>

#define PAUSE_LEAST_MS 50
#define PAUSE_MOST_MS 5000
#define CONNECT_SECONDS "5"
#define STATEMENT_MS 10000

int64_t
db_now_ms(void)
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

	if (options->connections < 1 ||
	    options->connections > DB_CONNECTIONS_MOST)
		return RESULT_BAD_INPUT;
	parsed = PQconninfoParse(options->conninfo, NULL);
	if (parsed == NULL)
		return RESULT_BAD_INPUT;
	PQconninfoFree(parsed);
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
	    pthread_mutex_init(&db->lock, NULL) != 0) {
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
	for (int i = 0; i < DB_CONNECTIONS_MOST; i++)
		PQfinish(db->connections[i].pg);
	pthread_mutex_destroy(&db->lock);
	free(db->conninfo);
	free(db->user);
	free(db);
}

void
db_connection_hang_up(struct db_pending *connection)
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

/* Connecting has just failed, and its pause isn't over. */
static bool
is_pausing(const struct db *db)
{
	return db_now_ms() < db->retry_at;
}

/*
 * A connection that comes free goes to whoever has waited longest: if all
 * could grasp for it, some would wait for seconds under load.
 */
static void
put_back(struct db *db, struct db_pending *connection)
{
	struct db_pending **list = connection->pg == NULL ? &db->closed
							   : &db->idle;
	struct db_waiter *first = db->waiters;

	if (first != NULL) {
		db->waiters = first->next;
		first->given = connection;
		pthread_cond_signal(&first->served);
		return;
	}
	connection->next = *list;
	*list = connection;
}

static void
leave_queue(struct db *db, struct db_waiter *waiter)
{
	struct db_waiter **at = &db->waiters;

	while (*at != waiter)
		at = &(*at)->next;
	*at = waiter->next;
}

/* Waits in the queue; NULL when its turn doesn't come in time. */
static struct db_pending *
wait_turn(struct db *db)
{
	int64_t until = db_now_ms() + db->wait_ms;
	const struct timespec at = {.tv_sec = (time_t)(until / 1000),
	    .tv_nsec = (long)(until % 1000) * 1000000};
	struct db_waiter waiter = {.served = PTHREAD_COND_INITIALIZER};
	struct db_waiter **last = &db->waiters;
	int error = 0;

	while (*last != NULL)
		last = &(*last)->next;
	*last = &waiter;
	while (waiter.given == NULL && error != ETIMEDOUT)
		error = pthread_cond_clockwait(&waiter.served, &db->lock,
		    CLOCK_MONOTONIC, &at);
	if (waiter.given == NULL)
		leave_queue(db, &waiter);
	pthread_cond_destroy(&waiter.served);
	return waiter.given;
}

/*
 * Takes a connection from the pool: an open one, else one that the caller
 * must open, else it waits. NULL when none comes free in time, or when
 * connecting has just failed.
 */
static struct db_pending *
borrow(struct db *db)
{
	struct db_pending *connection;

	pthread_mutex_lock(&db->lock);
	connection = pop(&db->idle);
	if (connection == NULL)
		connection = pop(&db->closed);
	if (connection == NULL)
		connection = wait_turn(db);
	if (connection != NULL && connection->pg == NULL && is_pausing(db)) {
		put_back(db, connection);
		connection = NULL;
	}
	pthread_mutex_unlock(&db->lock);
	return connection;
}

void
db_connection_give_back(struct db_pending *connection)
{
	struct db *db = connection->db;

	pthread_mutex_lock(&db->lock);
	put_back(db, connection);
	pthread_mutex_unlock(&db->lock);
}

/* ---- Connecting ---- */

/*
 * A refusal whose audit row must stay can't be an error, which would undo the
 * row: the function says it with a notice under an own SQLSTATE. So does one
 * that has just recorded a look: MS425, come again. Every other
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
	connection->look_noted = strcmp(code, "MS425") == 0;
	connection->refusal = connection->look_noted ? RESULT_TRY_AGAIN
	    : result_from_sqlstate(code);
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
	} else if (db_now_ms() >= db->retry_at) {
		db->retry_at = db_now_ms() + db->pause_ms;
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
		db_connection_hang_up(connection);
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

enum result
db_connection_take(struct db *db, bool anew,
    struct db_pending **ret_connection, const char **ret_rule)
{
	struct db_pending *connection = borrow(db);
	enum result result;

	if (connection == NULL) {
		*ret_rule = "database: no connection";
		return RESULT_TRY_AGAIN;
	}
	if (connection->pg != NULL && (anew || !is_alive(connection)))
		db_connection_hang_up(connection);
	if (connection->pg == NULL) {
		result = connect_now(connection);
		if (result != RESULT_OK) {
			db_connection_give_back(connection);
			*ret_rule = "database: connecting failed";
			return result;
		}
	}
	*ret_connection = connection;
	return RESULT_OK;
}
