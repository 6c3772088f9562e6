/* SPDX-License-Identifier: EUPL-1.2
 *
 * The inside of db.h: connections and their pool (db_connection.c), one
 * statement over one connection (db_exchange.c). Only db*.c include this and
 * libpq.
 */
#ifndef MINSAG_DB_CONNECTION_H
#define MINSAG_DB_CONNECTION_H

#include <libpq-fe.h>
#include <pthread.h>
#include "core/db.h"

#define DB_CONNECTIONS_MOST 64
#define DB_STATEMENTS_MOST 64 /* prepared on one connection */
#define DB_RULE_SIZE 200

/* The server ends a statement first; this much later it is given up here. */
#define DB_PATIENCE_MS 2000

/* A connection; while a call is under way it is the call's handle too. */
struct db_pending {
	struct db *db;
	PGconn *pg; /* NULL: not connected */
	const struct db_statement *prepared[DB_STATEMENTS_MOST];
	int prepared_count;
	bool held; /* the last call met a lock of somebody else's */
	enum result refusal; /* what a notice said; RESULT_OK: nothing */
	char refusal_rule[DB_RULE_SIZE];
	bool look_noted; /* the refusal is MS425: come again */
	struct db_pending *next; /* in one of the pool's two lists */
};

/* A thread in the queue for a connection, on its own stack. */
struct db_waiter {
	pthread_cond_t served;
	struct db_pending *given;
	struct db_waiter *next;
};

struct db {
	pthread_mutex_t lock;
	struct db_waiter *waiters; /* the longest waiting first */
	struct db_pending connections[DB_CONNECTIONS_MOST];
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

/*
 * Takes a connection that stands, opening one when it must, or when anew, on
 * which nothing is prepared yet. The caller gives it back. RESULT_TRY_AGAIN when none comes free in time or the server is
 * away.
 */
enum result
db_connection_take(struct db *db, bool anew,
    struct db_pending **ret_connection, const char **ret_rule) must_check;
void
db_connection_give_back(struct db_pending *connection);

/* Closes it; given back, it is opened anew when next taken. */
void
db_connection_hang_up(struct db_pending *connection);

/*
 * Prepares the statement if this connection hasn't yet, and sends it. When the
 * connection breaks on it (pg is NULL then), it hasn't reached the server.
 */
enum result
db_connection_send(struct db_pending *connection,
    const struct db_statement *statement, const struct db_value *values,
    const char **ret_rule) must_check;

/*
 * Waits for the statement's result and leaves the connection ready for the
 * next one. NULL: it broke or took too long.
 */
PGresult *
db_connection_read(struct db_pending *connection, int patience_ms) must_check;

/*
 * Whether the statement met functions that were installed anew meanwhile, under
 * it or in the middle of it. It is undone then, and works when it is prepared
 * again on a new connection. Accepts NULL.
 */
bool
db_connection_is_stale(const PGresult *result);

/*
 * Takes the result over: hands out good rows, else frees it and says what its
 * SQLSTATE stands for.
 */
enum result
db_connection_judge(struct db_pending *connection, PGresult *result,
    PGresult **ret_rows, const char **ret_rule) must_check;

/* Monotonic clock. */
int64_t
db_now_ms(void);

#endif
