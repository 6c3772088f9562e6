/* SPDX-License-Identifier: EUPL-1.2
 *
 * The one door to PostgreSQL: a bounded pool of connections per process and
 * one kind of call: one prepared statement that calls one SQL function, in
 * autocommit, with binary parameters and binary results.
 *
 * A thread borrows a connection for one call and gives it back with the
 * result; nothing holds a connection between two calls. When PostgreSQL goes
 * away calls fail with RESULT_TRY_AGAIN and connections are made anew with a
 * growing pause (50 ms to 5 s). A statement that is lost with its connection
 * is sent again once, only if it never reached the server.
 */
#ifndef MINSAG_DB_H
#define MINSAG_DB_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/result.h"
#include "core/uuid.h"

struct db;
struct db_rows;

enum db_type { DB_BOOL, DB_INT4, DB_INT8, DB_TEXT, DB_BYTES, DB_UUID, DB_DATE,
	DB_TIME, DB_TEXTS };

#define DB_PARAMETERS_MOST 20

/*
 * A statement is a static constant, one per operation; its address is its
 * identity. sql is "SELECT ret_a, ret_b FROM api_x.operation($1, …)": columns
 * are named, so that one more in the function can't move another's value.
 */
struct db_statement {
	const char *name; /* the operation, for logs and prepared names */
	const char *sql;
	int count; /* parameters */
	enum db_type types[DB_PARAMETERS_MOST];
};

/* One parameter. Bytes and text are borrowed for the call. */
struct db_value {
	enum db_type type;
	bool null;
	union {
		bool boolean;
		int32_t int4;
		int64_t int8;      /* DB_INT8; DB_TIME: Unix microseconds */
		int32_t days;      /* DB_DATE: days since 1970-01-01 */
		struct uuid uuid;
		struct {
			const void *at;
			size_t length;
		} bytes;           /* DB_TEXT and DB_BYTES */
	};
};

struct db_value db_null(enum db_type type);
struct db_value db_bool(bool value);
struct db_value db_int4(int32_t value);
struct db_value db_int8(int64_t value);
struct db_value db_text(const char *text);  /* NULL becomes SQL null */
struct db_value db_bytes(const void *at, size_t length);
struct db_value db_uuid(struct uuid uuid);
struct db_value db_date(int32_t days);
struct db_value db_time(int64_t microseconds);

struct db_options {
	const char *conninfo; /* borrowed for db_open only */
	const char *user;     /* database role = program's name with '_' */
	int connections;      /* most open at once, 1 to 64 */
	int wait_ms;          /* how long a call waits for a free connection */
	int statement_ms;     /* how long a statement may take; 0: 10 s */
};

/*
 * Makes the pool; does not connect yet, so that a worker starts while the
 * database is down. A malformed conninfo is RESULT_BAD_INPUT. Connections are
 * made inside the sandbox, so libpq reads no password, service or
 * certificate file. The caller owns the pool: db_close.
 */
enum result
db_open(const struct db_options *options, struct db **ret_db) must_check;

/* Ends all connections. Accepts NULL. No call may be under way. */
void
db_close(struct db *db);

/*
 * Calls a statement. values has statement->count entries. On RESULT_OK
 * *ret_rows (may be NULL when no rows are wanted) is the caller's:
 * db_rows_free. Otherwise *ret_rule, if not NULL, is a static word or a text
 * owned by the thread until its next call: the message of an own SQLSTATE
 * ("MSxxx": rule, never data). RESULT_TRY_AGAIN when no connection is free in
 * time or the server is away; else as result_from_sqlstate.
 *
 * A function that gives out bytes or text of a case answers MS425 when it has
 * just recorded the look: that must be committed before anything leaves. The
 * call is made again then, so it costs one more round trip, once a session.
 */
enum result
db_call(struct db *db, const struct db_statement *statement,
    const struct db_value *values, struct db_rows **ret_rows,
    const char **ret_rule) must_check;

/*
 * The same in two halves, so that the next chunk is under way while this one
 * is written. A started call holds a connection until db_finish or db_cancel;
 * db_descriptor is the socket to poll and db_ready tells, without waiting,
 * whether db_finish would not block.
 */
struct db_pending;

enum result
db_start(struct db *db, const struct db_statement *statement,
    const struct db_value *values, struct db_pending **ret_pending) must_check;
int
db_descriptor(const struct db_pending *pending);
bool
db_ready(struct db_pending *pending);
enum result
db_finish(struct db_pending *pending, struct db_rows **ret_rows,
    const char **ret_rule) must_check;
void
db_cancel(struct db_pending *pending); /* accepts NULL */

/*
 * For a program that waits to be told: statement is "LISTEN channel". The
 * connection is held until db_unlisten, for PostgreSQL tells only those that
 * are connected; it must be one more than calls need. db_descriptor becomes
 * readable when something has come; db_heard takes it without waiting, and says
 * RESULT_TRY_AGAIN when the connection is lost: then db_unlisten, and listen
 * anew. What was told in between is lost, so look for yourself as well.
 */
enum result
db_listen(struct db *db, const struct db_statement *statement,
    struct db_pending **ret_listener, const char **ret_rule) must_check;
enum result
db_heard(struct db_pending *listener) must_check;
void
db_unlisten(struct db_pending *listener); /* accepts NULL */

/*
 * For command-line programs alone, which do many things or none: calls inside
 * one transaction, on a connection held from db_begin to db_commit or
 * db_rollback. A worker never does this: one request, one statement.
 *
 * After a failed call nothing more goes in until db_undo goes back to the
 * last db_mark (a savepoint; the new mark takes the old one's place). When
 * the connection is lost every call says RESULT_TRY_AGAIN and nothing of the
 * transaction is kept.
 */
struct db_transaction;

enum result
db_begin(struct db *db, struct db_transaction **ret_transaction,
    const char **ret_rule) must_check;
enum result
db_call_in(struct db_transaction *transaction,
    const struct db_statement *statement, const struct db_value *values,
    struct db_rows **ret_rows, const char **ret_rule) must_check;
enum result
db_mark(struct db_transaction *transaction, const char **ret_rule) must_check;
enum result
db_undo(struct db_transaction *transaction, const char **ret_rule) must_check;

/*
 * The same for many marks together, to try them out: db_undo_whole goes back
 * to db_mark_whole, and whatever was marked in between is gone.
 */
enum result
db_mark_whole(struct db_transaction *transaction, const char **ret_rule)
    must_check;
enum result
db_undo_whole(struct db_transaction *transaction, const char **ret_rule)
    must_check;

/*
 * Whether the last call failed because somebody else held what it wanted
 * (deadlock, lock or statement time-out, serialization): begun anew, the transaction, or
 * all since db_mark_whole, may well succeed.
 */
bool
db_was_held(const struct db_transaction *transaction);

/* Ends and frees the transaction, also on failure. */
enum result
db_commit_take(struct db_transaction *transaction, const char **ret_rule)
    must_check;

/* Ends and frees it with nothing kept. Accepts NULL. */
void
db_rollback(struct db_transaction *transaction);

void
db_rows_free(struct db_rows *rows); /* accepts NULL */
int
db_rows_count(const struct db_rows *rows);

/*
 * Readers of row r, column c, both from 0. Ask db_is_null first where the
 * function's contract allows null. A null, a column of another type and a row
 * or column that is not there read as zero, "" or no bytes, and the thread
 * remembers: its next call, commit or answer is RESULT_BROKEN instead. Pointers
 * are borrowed from rows.
 */
bool db_is_null(const struct db_rows *rows, int r, int c);
int db_get_length(const struct db_rows *rows, int r, int c); /* bytes */

/*
 * The value with its column's type, for writers that show whatever comes: null
 * is allowed. Text and bytes are borrowed from rows; of text[] it tells no more
 * than the type.
 */
struct db_value db_get_value(const struct db_rows *rows, int r, int c);
bool db_get_bool(const struct db_rows *rows, int r, int c);
int32_t db_get_int4(const struct db_rows *rows, int r, int c);
int64_t db_get_int8(const struct db_rows *rows, int r, int c);
const char *db_get_text(const struct db_rows *rows, int r, int c);
const unsigned char *db_get_bytes(const struct db_rows *rows, int r, int c,
    size_t *ret_length);
struct uuid db_get_uuid(const struct db_rows *rows, int r, int c);
int32_t db_get_date(const struct db_rows *rows, int r, int c);
int64_t db_get_time(const struct db_rows *rows, int r, int c);
int db_texts_count(const struct db_rows *rows, int r, int c); /* text[] */
const char *db_texts_item(const struct db_rows *rows, int r, int c, int i,
    size_t *ret_length); /* not NUL-terminated */

/*
 * What this thread's readers could not read since it was last asked, as a rule
 * without data ("database: column ret_size is null"); NULL: nothing. For those
 * who answer and have no call before it.
 */
const char *db_misread(void);

#endif
