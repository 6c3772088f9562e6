/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: values come back as they went, every failure becomes its word, and
 * whatever happens to the server or a connection, the next call that can work
 * does. Runs against a PostgreSQL of its own.
 */
#include "core/db.h"

#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <time.h>

#include "check_run.h"
#include "cluster.h"

#define SKIPPED 77

static struct db *db;
static struct db_rows *rows;
static const char *rule;

static struct db *
open_pool(const char *conninfo, int connections, int wait_ms,
    int statement_ms)
{
	const struct db_options options = {.conninfo = conninfo,
	    .user = CLUSTER_USER, .connections = connections,
	    .wait_ms = wait_ms, .statement_ms = statement_ms};
	struct db *pool = NULL;

	ck_assert_int_eq(db_open(&options, &pool), RESULT_OK);
	return pool;
}

static void
setup(void)
{
	db = open_pool(cluster_conninfo(), 1, 1000, 5000);
	rows = NULL;
	rule = NULL;
}

static void
teardown(void)
{
	db_rows_free(rows);
	db_close(db);
}

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
pause_ms(int ms)
{
	poll(NULL, 0, ms);
}

/* Calls a statement without parameters. */
static enum result
call(const struct db_statement *statement)
{
	db_rows_free(rows);
	rows = NULL;
	rule = NULL;
	return db_call(db, statement, NULL, &rows, &rule);
}

static const struct db_statement one = {"one", "SELECT 1", 0, {0}};

static void
works(void)
{
	ck_assert_int_eq(call(&one), RESULT_OK);
	ck_assert_int_eq(db_get_int4(rows, 0, 0), 1);
}

/* Does something to the server over another connection. */
static void
meddle(const char *sql)
{
	struct db *other = open_pool(cluster_conninfo(), 1, 1000, 5000);
	const struct db_statement statement = {"meddle", sql, 0, {0}};

	ck_assert_int_eq(db_call(other, &statement, NULL, NULL, NULL),
	    RESULT_OK);
	db_close(other);
}

/* ---- Values ---- */

static const struct db_statement echo = {"echo",
    "SELECT $1, $2, $3, $4, $5, $6, $7, $8, array['a', '', 'cd'], "
    "'{}'::text[], 'infinity'::timestamptz, '-infinity'::date",
    8, {DB_BOOL, DB_INT4, DB_INT8, DB_TEXT, DB_BYTES, DB_UUID, DB_DATE,
	DB_TIME}};

START_TEST(values_come_back)
{
	const struct uuid id = {{0xff, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12,
	    13, 14, 0x80}};
	const struct db_value values[] = {db_bool(true), db_int4(INT32_MIN),
	    db_int8(INT64_MAX), db_text("s\xC3\xB8g"), db_bytes("\0\xff", 2),
	    db_uuid(id), db_date(-1), db_time(-1)};
	const unsigned char *bytes;
	size_t length;

	ck_assert_int_eq(db_call(db, &echo, values, &rows, NULL), RESULT_OK);
	ck_assert_int_eq(db_rows_count(rows), 1);
	ck_assert(db_get_bool(rows, 0, 0));
	ck_assert_int_eq(db_get_int4(rows, 0, 1), INT32_MIN);
	ck_assert_int_eq(db_get_int8(rows, 0, 2), INT64_MAX);
	ck_assert_str_eq(db_get_text(rows, 0, 3), "s\xC3\xB8g");
	bytes = db_get_bytes(rows, 0, 4, &length);
	ck_assert_uint_eq(length, 2);
	ck_assert_mem_eq(bytes, "\0\xff", 2);
	ck_assert_mem_eq(db_get_uuid(rows, 0, 5).bytes, id.bytes, 16);
	ck_assert_int_eq(db_get_date(rows, 0, 6), -1);
	ck_assert_int_eq(db_get_time(rows, 0, 7), -1);
	ck_assert_int_eq(db_texts_count(rows, 0, 8), 3);
	ck_assert_mem_eq(db_texts_item(rows, 0, 8, 2, &length), "cd", 2);
	ck_assert_uint_eq(length, 2);
	ck_assert_ptr_nonnull(db_texts_item(rows, 0, 8, 1, &length));
	ck_assert_uint_eq(length, 0);
	ck_assert_int_eq(db_texts_count(rows, 0, 9), 0);
	ck_assert_int_eq(db_get_time(rows, 0, 10), INT64_MAX);
	ck_assert_int_eq(db_get_date(rows, 0, 11), INT32_MIN);
}
END_TEST

START_TEST(values_come_back_with_their_type)
{
	const struct uuid id = {{1, 2}};
	const struct db_value values[] = {db_bool(true), db_int4(-7),
	    db_int8(INT64_MIN), db_text(""), db_bytes("\0\xff", 2),
	    db_uuid(id), db_date(20512), db_null(DB_TIME)};
	struct db_value got;

	ck_assert_int_eq(db_call(db, &echo, values, &rows, NULL), RESULT_OK);
	for (int c = 0; c < 8; c++) {
		got = db_get_value(rows, 0, c);
		ck_assert_int_eq(got.type, values[c].type);
		ck_assert_int_eq(got.null, values[c].null);
	}
	ck_assert(db_get_value(rows, 0, 0).boolean);
	ck_assert_int_eq(db_get_value(rows, 0, 1).int4, -7);
	ck_assert_int_eq(db_get_value(rows, 0, 2).int8, INT64_MIN);
	ck_assert_uint_eq(db_get_value(rows, 0, 3).bytes.length, 0);
	got = db_get_value(rows, 0, 4);
	ck_assert_uint_eq(got.bytes.length, 2);
	ck_assert_mem_eq(got.bytes.at, "\0\xff", 2);
	ck_assert_mem_eq(db_get_value(rows, 0, 5).uuid.bytes, id.bytes, 16);
	ck_assert_int_eq(db_get_value(rows, 0, 6).days, 20512);
	ck_assert_int_eq(db_get_value(rows, 0, 10).int8, INT64_MAX);
}
END_TEST

START_TEST(nulls_come_back)
{
	const struct db_value values[] = {db_null(DB_BOOL), db_null(DB_INT4),
	    db_null(DB_INT8), db_text(NULL), db_bytes(NULL, 0),
	    db_null(DB_UUID), db_null(DB_DATE), db_null(DB_TIME)};

	ck_assert_int_eq(db_call(db, &echo, values, &rows, NULL), RESULT_OK);
	for (int c = 0; c < 8; c++)
		ck_assert(db_is_null(rows, 0, c));
	ck_assert(!db_is_null(rows, 0, 8));
}
END_TEST

START_TEST(calendar_agrees_with_the_server)
{
	static const struct db_statement statement = {"calendar",
	    "SELECT '2026-02-28'::date, '2026-02-28 12:00Z'::timestamptz", 0,
	    {0}};

	ck_assert_int_eq(call(&statement), RESULT_OK);
	ck_assert_int_eq(db_get_date(rows, 0, 0), 20512);
	ck_assert_int_eq(db_get_time(rows, 0, 1),
	    INT64_C(1772280000000000));
}
END_TEST

/*
 * Reads every column as every type: nothing ends the process, and the next
 * call, which may build on what was read, says so instead of going on.
 */
static void
read_all_ways(int r, int c)
{
	size_t length;

	db_get_bool(rows, r, c);
	db_get_int4(rows, r, c);
	db_get_int8(rows, r, c);
	ck_assert_ptr_nonnull(db_get_text(rows, r, c));
	ck_assert_ptr_nonnull(db_get_bytes(rows, r, c, &length));
	db_get_uuid(rows, r, c);
	db_get_date(rows, r, c);
	db_get_time(rows, r, c);
	for (int i = db_texts_count(rows, r, c); i >= -1; i--)
		ck_assert_ptr_nonnull(db_texts_item(rows, r, c, i, &length));
	db_get_value(rows, r, c);
}

START_TEST(misread_is_told_once_and_ends_nothing)
{
	static const struct db_statement statement = {"odd",
	    "SELECT NULL::int4 AS a, 1::int2, 7::int8, array[['a'], ['b']], "
	    "array['a', NULL], 'x'::text, '\\x'::bytea", 0, {0}};

	for (int r = -1; r < 2; r++)
		for (int c = -1; c < 8; c++) {
			ck_assert_int_eq(call(&statement), RESULT_OK);
			read_all_ways(r, c);
			ck_assert_int_eq(call(&one), RESULT_BROKEN);
			ck_assert_ptr_nonnull(strstr(rule, "database: column"));
			works();
		}
}
END_TEST

START_TEST(misread_names_its_column)
{
	static const struct db_statement statement = {"null",
	    "SELECT NULL::int4 AS a", 0, {0}};

	ck_assert_int_eq(call(&statement), RESULT_OK);
	ck_assert_int_eq(db_get_int4(rows, 0, 0), 0);
	ck_assert_str_eq(db_misread(), "database: column a is null");
	ck_assert_ptr_null(db_misread());
	works();
	ck_assert_int_eq(db_get_int8(rows, 0, 0), 0);
	ck_assert_ptr_nonnull(strstr(db_misread(), "is of another type"));
	db_get_int4(rows, 1, 0);
	ck_assert_ptr_nonnull(strstr(db_misread(), "is not there"));
}
END_TEST

START_TEST(misread_starts_no_call)
{
	struct db_pending *pending = NULL;

	works();
	db_get_text(rows, 0, 0);
	ck_assert_int_eq(db_start(db, &one, NULL, &pending), RESULT_BROKEN);
	ck_assert_ptr_null(pending);
	works();
}
END_TEST

START_TEST(other_parameter_is_not_sent)
{
	static const struct db_statement statement = {"other", "SELECT $1", 1,
	    {DB_TEXT}};
	const struct db_value values[] = {db_int4(1)};
	enum result result = db_call(db, &statement, values, NULL, NULL);

	ck_assert_int_eq(result, RESULT_OK);
}
END_TEST

/* ---- Failures become words ---- */

START_TEST(own_sqlstate_is_its_word)
{
	static const struct db_statement statement = {"denied",
	    "SELECT pg_temp.fail()", 0, {0}};
	static const struct db_statement function = {"make",
	    "CREATE FUNCTION pg_temp.fail() RETURNS int LANGUAGE plpgsql AS "
	    "$$BEGIN RAISE 'level: %', 'high' USING ERRCODE = 'MS403'; END$$",
	    0, {0}};

	ck_assert_int_eq(call(&function), RESULT_OK);
	ck_assert_int_eq(call(&statement), RESULT_DENIED);
	ck_assert_str_eq(rule, "level: high");
	ck_assert_ptr_null(rows);
	works();
}
END_TEST

START_TEST(own_notice_is_its_word_and_commits)
{
	static const struct db_statement function = {"make",
	    "CREATE FUNCTION pg_temp.refuse() RETURNS SETOF int LANGUAGE "
	    "plpgsql AS $$BEGIN PERFORM nextval('pg_temp.audit'); RAISE NOTICE "
	    "'case: not mine' USING ERRCODE = 'MS404'; END$$", 0, {0}};
	static const struct db_statement sequence = {"sequence",
	    "CREATE TEMP SEQUENCE audit", 0, {0}};
	static const struct db_statement statement = {"refuse",
	    "SELECT * FROM pg_temp.refuse()", 0, {0}};
	static const struct db_statement count = {"count",
	    "SELECT last_value FROM pg_temp.audit", 0, {0}};

	ck_assert_int_eq(call(&sequence), RESULT_OK);
	ck_assert_int_eq(call(&function), RESULT_OK);
	ck_assert_int_eq(call(&statement), RESULT_NOT_FOUND);
	ck_assert_str_eq(rule, "case: not mine");
	ck_assert_int_eq(call(&statement), RESULT_NOT_FOUND);
	ck_assert_int_eq(call(&count), RESULT_OK);
	ck_assert_int_eq(db_get_int8(rows, 0, 0), 2);
}
END_TEST

START_TEST(foreign_failure_tells_no_data)
{
	static const struct db_statement statement = {"cast",
	    "SELECT '0101010101'::int4 / 0", 0, {0}};

	ck_assert_int_eq(call(&statement), RESULT_BROKEN);
	ck_assert_str_eq(rule, "database: SQLSTATE 22012");
	works();
}
END_TEST

START_TEST(missing_function_is_broken)
{
	static const struct db_statement statement = {"none",
	    "SELECT * FROM no_such_function()", 0, {0}};

	ck_assert_int_eq(call(&statement), RESULT_BROKEN);
	works();
}
END_TEST

START_TEST(failure_at_commit_is_the_result)
{
	static const struct db_statement statement = {"late",
	    "INSERT INTO late VALUES (7) RETURNING a", 0, {0}};

	meddle("DO $$BEGIN CREATE TABLE late (a int UNIQUE DEFERRABLE INITIALLY"
	    " DEFERRED); INSERT INTO late VALUES (7); END$$");
	ck_assert_int_eq(call(&statement), RESULT_BROKEN);
	ck_assert_str_eq(rule, "database: SQLSTATE 23505");
	works();
}
END_TEST

START_TEST(long_statement_is_ended)
{
	static const struct db_statement statement = {"sleep",
	    "SELECT 1 FROM pg_sleep(30)", 0, {0}};
	int64_t begun = now_ms();

	db_close(db);
	db = open_pool(cluster_conninfo(), 1, 1000, 100);
	ck_assert_int_eq(call(&statement), RESULT_TRY_AGAIN);
	ck_assert_int_lt(now_ms() - begun, 20000); /* and not after 30 s */
	works();
}
END_TEST

START_TEST(bad_options_are_refused)
{
	struct db_options options = {.conninfo = "host", .user = "x",
	    .connections = 1};
	struct db *none = NULL;

	ck_assert_int_eq(db_open(&options, &none), RESULT_BAD_INPUT);
	options.conninfo = "host=/tmp";
	options.connections = 0;
	ck_assert_int_eq(db_open(&options, &none), RESULT_BAD_INPUT);
	options.connections = 65;
	ck_assert_int_eq(db_open(&options, &none), RESULT_BAD_INPUT);
	ck_assert_ptr_null(none);
}
END_TEST

/* ---- What happens to connections ---- */

#define END_OTHERS "SELECT pg_terminate_backend(pid, 5000) FROM " \
	"pg_stat_activity WHERE pid <> pg_backend_pid() " \
	"AND backend_type = 'client backend'"

START_TEST(connection_lost_while_idle_is_replaced)
{
	for (int i = 0; i < 3; i++) {
		works();
		meddle(END_OTHERS);
	}
	works();
}
END_TEST

START_TEST(connection_lost_under_way_is_try_again)
{
	static const struct db_statement statement = {"suicide",
	    "SELECT pg_terminate_backend(pg_backend_pid())", 0, {0}};

	ck_assert_int_eq(call(&statement), RESULT_TRY_AGAIN);
	works();
}
END_TEST

START_TEST(forgotten_statement_is_prepared_again)
{
	static const struct db_statement forget = {"forget", "DEALLOCATE ALL",
	    0, {0}};

	works();
	ck_assert_int_eq(call(&forget), RESULT_OK);
	works();
}
END_TEST

START_TEST(function_installed_anew_is_called)
{
	static const struct db_statement statement = {"shape",
	    "SELECT * FROM shape()", 0, {0}};

	meddle("CREATE FUNCTION shape(OUT a int4) LANGUAGE sql AS 'SELECT 1'");
	ck_assert_int_eq(call(&statement), RESULT_OK);
	meddle("DROP FUNCTION shape()");
	meddle("CREATE FUNCTION shape(OUT a int8) LANGUAGE sql AS "
	    "'SELECT 2::int8'");
	ck_assert_int_eq(call(&statement), RESULT_OK);
	ck_assert_int_eq(db_get_int8(rows, 0, 0), 2);
	meddle("DROP FUNCTION shape()");
}
END_TEST

/* Both connections of the pool have prepared what is stale then. */
START_TEST(function_installed_anew_is_called_on_any_connection)
{
	static const struct db_statement statement = {"shape",
	    "SELECT * FROM shape()", 0, {0}};
	struct db_pending *pending[2];

	db_close(db);
	db = open_pool(cluster_conninfo(), 2, 1000, 5000);
	meddle("CREATE FUNCTION shape(OUT a int4) LANGUAGE sql AS 'SELECT 1'");
	for (int i = 0; i < 2; i++)
		ck_assert_int_eq(db_start(db, &statement, NULL, &pending[i]),
		    RESULT_OK);
	for (int i = 0; i < 2; i++)
		ck_assert_int_eq(db_finish(pending[i], NULL, NULL), RESULT_OK);
	meddle("DROP FUNCTION shape()");
	meddle("CREATE FUNCTION shape(OUT a int8) LANGUAGE sql AS "
	    "'SELECT 2::int8'");
	ck_assert_int_eq(call(&statement), RESULT_OK);
	ck_assert_int_eq(db_get_int8(rows, 0, 0), 2);
	meddle("DROP FUNCTION shape()");
}
END_TEST

/* Calls until it fails in this way; how many other failures came before. */
static int
calls_until(const char *wanted)
{
	for (int others = 0; others < 20000; others++) {
		ck_assert_int_eq(call(&one), RESULT_TRY_AGAIN);
		if (strcmp(rule, wanted) == 0)
			return others;
		pause_ms(1);
	}
	ck_abort_msg("never %s", wanted);
}

/*
 * However slow the machine is: each pause is longer than the one before, so
 * at last one is longer than what comes between two calls.
 */
START_TEST(absent_server_is_try_again_with_a_pause)
{
	db_close(db);
	db = open_pool("host=/nonexistent dbname=postgres", 1, 1000, 0);
	ck_assert_int_eq(call(&one), RESULT_TRY_AGAIN);
	ck_assert_str_eq(rule, "database: connecting failed");
	for (int pause = 0; pause < 3; pause++) {
		calls_until("database: no connection");
		calls_until("database: connecting failed");
	}
	calls_until("database: no connection");
}
END_TEST

START_TEST(server_comes_back)
{
	works();
	cluster_stop("immediate");
	ck_assert_int_eq(call(&one), RESULT_TRY_AGAIN);
	ck_assert_int_eq(call(&one), RESULT_TRY_AGAIN);
	cluster_start();
	pause_ms(200);
	works();
}
END_TEST

START_TEST(password_files_are_not_read)
{
	works();
	ck_assert_int_eq(setenv("PGPASSFILE", "/dev/full", 1), 0);
	ck_assert_int_eq(setenv("PGSERVICEFILE", "/dev/full", 1), 0);
	meddle(END_OTHERS);
	works();
}
END_TEST

/* ---- Halves ---- */

START_TEST(call_goes_in_halves)
{
	static const struct db_statement statement = {"nap",
	    "SELECT 7 FROM pg_sleep(2)", 0, {0}};
	struct db_pending *pending;

	ck_assert_int_eq(db_start(db, &statement, NULL, &pending), RESULT_OK);
	ck_assert(!db_ready(pending));
	struct pollfd wanted = {.fd = db_descriptor(pending),
	    .events = POLLIN};
	ck_assert_int_eq(poll(&wanted, 1, 60000), 1);
	ck_assert(db_ready(pending));
	ck_assert_int_eq(db_finish(pending, &rows, NULL), RESULT_OK);
	ck_assert_int_eq(db_get_int4(rows, 0, 0), 7);
	works();
}
END_TEST

START_TEST(halves_hold_their_connection)
{
	struct db_pending *pending;
	int64_t begun;

	db_close(db);
	db = open_pool(cluster_conninfo(), 1, 100, 0);
	ck_assert_int_eq(db_start(db, &one, NULL, &pending), RESULT_OK);
	begun = now_ms();
	ck_assert_int_eq(call(&one), RESULT_TRY_AGAIN);
	ck_assert_int_ge(now_ms() - begun, 90);
	ck_assert_int_eq(db_finish(pending, NULL, NULL), RESULT_OK);
	works();
}
END_TEST

START_TEST(cancelled_call_frees_its_connection)
{
	static const struct db_statement statement = {"sleep",
	    "SELECT 1 FROM pg_sleep(30)", 0, {0}};
	struct db_pending *pending;
	int64_t begun = now_ms();

	ck_assert_int_eq(db_start(db, &statement, NULL, &pending), RESULT_OK);
	db_cancel(pending);
	works();
	ck_assert_int_eq(db_start(db, &one, NULL, &pending), RESULT_OK);
	db_cancel(pending);
	db_cancel(NULL);
	works();
	ck_assert_int_lt(now_ms() - begun, 20000);
}
END_TEST

/* ---- Threads ---- */

#define THREADS 16
#define CALLS 200

static void *
caller(void *argument)
{
	static const struct db_statement statement = {"same", "SELECT $1", 1,
	    {DB_INT4}};
	int32_t number = (int32_t)(intptr_t)argument;

	for (int i = 0; i < CALLS; i++) {
		const struct db_value values[] = {db_int4(number * CALLS + i)};
		struct db_rows *own;
		if (db_call(db, &statement, values, &own, NULL) != RESULT_OK)
			return NULL;
		bool same = db_get_int4(own, 0, 0) == number * CALLS + i;
		db_rows_free(own);
		if (!same)
			return NULL;
	}
	return argument;
}

START_TEST(threads_share_the_pool)
{
	pthread_t threads[THREADS];

	db_close(db);
	db = open_pool(cluster_conninfo(), 3, 30000, 0);
	for (intptr_t i = 0; i < THREADS; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, caller,
		    (void *)(i + 1)), 0);
	for (intptr_t i = 0; i < THREADS; i++) {
		void *result;
		pthread_join(threads[i], &result);
		ck_assert_ptr_nonnull(result);
	}
	meddle("DO $$BEGIN ASSERT (SELECT count(*) <= 4 FROM pg_stat_activity "
	    "WHERE backend_type = 'client backend'); END$$");
}
END_TEST

static void
add_values(Suite *suite)
{
	TCase *values = tcase_create("values");

	tcase_add_checked_fixture(values, setup, teardown);
	tcase_add_test(values, values_come_back);
	tcase_add_test(values, values_come_back_with_their_type);
	tcase_add_test(values, nulls_come_back);
	tcase_add_test(values, calendar_agrees_with_the_server);
	tcase_add_test(values, misread_is_told_once_and_ends_nothing);
	tcase_add_test(values, misread_names_its_column);
	tcase_add_test(values, misread_starts_no_call);
	tcase_add_test_raise_signal(values, other_parameter_is_not_sent,
	    SIGABRT);
	suite_add_tcase(suite, values);
}

static void
add_connections(Suite *suite)
{
	TCase *connections = tcase_create("connections");

	tcase_add_checked_fixture(connections, setup, teardown);
	tcase_add_test(connections, connection_lost_while_idle_is_replaced);
	tcase_add_test(connections, connection_lost_under_way_is_try_again);
	tcase_add_test(connections, forgotten_statement_is_prepared_again);
	tcase_add_test(connections, function_installed_anew_is_called);
	tcase_add_test(connections,
	    function_installed_anew_is_called_on_any_connection);
	tcase_add_test(connections, absent_server_is_try_again_with_a_pause);
	tcase_add_test(connections, server_comes_back);
	tcase_add_test(connections, password_files_are_not_read);
	tcase_add_test(connections, threads_share_the_pool);
	suite_add_tcase(suite, connections);
}

static Suite *
suite(void)
{
	Suite *suite = suite_create("db");
	TCase *words = tcase_create("words");
	TCase *halves = tcase_create("halves");

	add_values(suite);
	tcase_add_checked_fixture(words, setup, teardown);
	tcase_add_test(words, own_sqlstate_is_its_word);
	tcase_add_test(words, own_notice_is_its_word_and_commits);
	tcase_add_test(words, foreign_failure_tells_no_data);
	tcase_add_test(words, missing_function_is_broken);
	tcase_add_test(words, failure_at_commit_is_the_result);
	tcase_add_test(words, long_statement_is_ended);
	tcase_add_test(words, bad_options_are_refused);
	suite_add_tcase(suite, words);
	add_connections(suite);
	tcase_add_checked_fixture(halves, setup, teardown);
	tcase_add_test(halves, call_goes_in_halves);
	tcase_add_test(halves, halves_hold_their_connection);
	tcase_add_test(halves, cancelled_call_frees_its_connection);
	suite_add_tcase(suite, halves);
	return suite;
}

int
main(void)
{
	int status;

	if (!cluster_make())
		return SKIPPED;
	status = check_run(suite());
	cluster_remove();
	return status;
}
