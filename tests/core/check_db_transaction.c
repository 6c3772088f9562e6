/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: what is inside a transaction stays together or goes together, a mark
 * undoes one thing alone, and a lost connection keeps nothing. Runs against a
 * PostgreSQL of its own.
 */
#include "core/db.h"

#include <string.h>

#include "check_run.h"
#include "cluster.h"

#define SKIPPED 77

static struct db *db;
static struct db_transaction *in;
static const char *rule;

static const struct db_statement make = {"make",
    "CREATE TABLE IF NOT EXISTS public.kept (n integer PRIMARY KEY)", 0, {0}};
static const struct db_statement empty = {"empty",
    "TRUNCATE public.kept", 0, {0}};
static const struct db_statement insert = {"insert",
    "INSERT INTO public.kept VALUES ($1)", 1, {DB_INT4}};
static const struct db_statement count = {"count",
    "SELECT count(*) FROM public.kept", 0, {0}};
static const struct db_statement hang_up = {"hang_up",
    "SELECT pg_terminate_backend(pg_backend_pid())", 0, {0}};

static void
setup(void)
{
	const struct db_options options = {.conninfo = cluster_conninfo(),
	    .user = CLUSTER_USER, .connections = 1, .wait_ms = 500,
	    .statement_ms = 5000};

	in = NULL;
	ck_assert_int_eq(db_open(&options, &db), RESULT_OK);
	ck_assert_int_eq(db_call(db, &make, NULL, NULL, NULL), RESULT_OK);
	ck_assert_int_eq(db_call(db, &empty, NULL, NULL, NULL), RESULT_OK);
	ck_assert_int_eq(db_begin(db, &in, &rule), RESULT_OK);
}

static void
teardown(void)
{
	db_close(db);
}

static enum result
put(int n)
{
	const struct db_value values[] = {db_int4(n)};

	return db_call_in(in, &insert, values, NULL, &rule);
}

static int64_t
kept(void)
{
	struct db_rows *rows = NULL;
	int64_t n;

	ck_assert_int_eq(db_call(db, &count, NULL, &rows, NULL), RESULT_OK);
	n = db_get_int8(rows, 0, 0);
	db_rows_free(rows);
	return n;
}

START_TEST(commit_keeps_all)
{
	ck_assert_int_eq(put(1), RESULT_OK);
	ck_assert_int_eq(put(2), RESULT_OK);
	ck_assert_int_eq(db_commit_take(in, &rule), RESULT_OK);
	ck_assert_int_eq(kept(), 2);
}
END_TEST

START_TEST(rollback_keeps_nothing)
{
	ck_assert_int_eq(put(1), RESULT_OK);
	db_rollback(in);
	ck_assert_int_eq(kept(), 0);
	db_rollback(NULL);
}
END_TEST

START_TEST(undo_goes_back_to_the_last_mark)
{
	ck_assert_int_eq(put(1), RESULT_OK);
	ck_assert_int_eq(db_mark(in, &rule), RESULT_OK);
	ck_assert_int_eq(put(2), RESULT_OK);
	ck_assert_int_eq(db_mark(in, &rule), RESULT_OK);
	ck_assert_int_eq(put(3), RESULT_OK);
	ck_assert_int_eq(put(1), RESULT_BROKEN); /* a double */
	ck_assert_int_eq(put(4), RESULT_BROKEN); /* nothing more goes in */
	ck_assert_int_eq(db_undo(in, &rule), RESULT_OK);
	ck_assert_int_eq(put(5), RESULT_OK);
	ck_assert_int_eq(db_commit_take(in, &rule), RESULT_OK);
	ck_assert_int_eq(kept(), 3); /* 1, 2 and 5 */
}
END_TEST

START_TEST(undo_whole_goes_back_over_marks)
{
	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(db_mark_whole(in, &rule), RESULT_OK);
		ck_assert_int_eq(db_mark(in, &rule), RESULT_OK);
		ck_assert_int_eq(put(2), RESULT_OK);
		ck_assert_int_eq(db_mark(in, &rule), RESULT_OK);
		ck_assert_int_eq(put(2), RESULT_BROKEN); /* a double */
		ck_assert_int_eq(db_undo_whole(in, &rule), RESULT_OK);
	}
	ck_assert_int_eq(db_mark(in, &rule), RESULT_OK);
	ck_assert_int_eq(put(2), RESULT_OK);
	ck_assert(!db_was_held(in));
	ck_assert_int_eq(db_commit_take(in, &rule), RESULT_OK);
	ck_assert_int_eq(kept(), 1);
}
END_TEST

START_TEST(a_lock_of_another_is_told_from_other_failures)
{
	static const struct db_statement patience = {"patience",
	    "SET LOCAL lock_timeout = '50ms'", 0, {0}};
	static const struct db_statement lock = {"lock",
	    "LOCK TABLE public.kept IN SHARE ROW EXCLUSIVE MODE", 0, {0}};
	const struct db_options options = {.conninfo = cluster_conninfo(),
	    .user = CLUSTER_USER, .connections = 1, .wait_ms = 500,
	    .statement_ms = 5000};
	struct db_transaction *other = NULL;
	struct db *pool = NULL;

	ck_assert_int_eq(db_open(&options, &pool), RESULT_OK);
	ck_assert_int_eq(db_begin(pool, &other, &rule), RESULT_OK);
	ck_assert_int_eq(db_call_in(other, &lock, NULL, NULL, &rule),
	    RESULT_OK);
	ck_assert_int_eq(db_call_in(in, &patience, NULL, NULL, &rule),
	    RESULT_OK);
	ck_assert_int_eq(put(1), RESULT_TRY_AGAIN);
	ck_assert(db_was_held(in));
	ck_assert_int_eq(put(1), RESULT_BROKEN); /* nothing more goes in */
	ck_assert(!db_was_held(in));
	db_rollback(other);
	db_close(pool);
	db_rollback(in);
}
END_TEST

START_TEST(a_failed_transaction_is_not_committed)
{
	ck_assert_int_eq(put(1), RESULT_OK);
	ck_assert_int_eq(put(1), RESULT_BROKEN);
	ck_assert_int_eq(db_commit_take(in, &rule), RESULT_BROKEN);
	ck_assert_int_eq(kept(), 0);
}
END_TEST

static void
misread(void)
{
	struct db_rows *rows = NULL;

	ck_assert_int_eq(db_call_in(in, &count, NULL, &rows, NULL), RESULT_OK);
	db_get_text(rows, 0, 0);
	db_rows_free(rows);
}

START_TEST(what_was_misread_is_not_committed)
{
	ck_assert_int_eq(put(1), RESULT_OK);
	misread();
	ck_assert_int_eq(put(2), RESULT_BROKEN);
	misread();
	ck_assert_int_eq(db_commit_take(in, &rule), RESULT_BROKEN);
	ck_assert_ptr_nonnull(strstr(rule, "is of another type"));
	ck_assert_int_eq(kept(), 0);
}
END_TEST

START_TEST(it_holds_its_connection)
{
	ck_assert_int_eq(db_call(db, &count, NULL, NULL, &rule),
	    RESULT_TRY_AGAIN);
	db_rollback(in);
	ck_assert_int_eq(kept(), 0);
}
END_TEST

START_TEST(a_lost_connection_keeps_nothing)
{
	ck_assert_int_eq(put(1), RESULT_OK);
	ck_assert_int_eq(db_call_in(in, &hang_up, NULL, NULL, &rule),
	    RESULT_TRY_AGAIN);
	ck_assert_int_eq(put(2), RESULT_TRY_AGAIN);
	ck_assert_int_eq(db_undo(in, &rule), RESULT_TRY_AGAIN);
	ck_assert_int_eq(db_commit_take(in, &rule), RESULT_TRY_AGAIN);
	ck_assert_int_eq(kept(), 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("db_transaction");
	TCase *core = tcase_create("core");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_test(core, commit_keeps_all);
	tcase_add_test(core, rollback_keeps_nothing);
	tcase_add_test(core, undo_goes_back_to_the_last_mark);
	tcase_add_test(core, undo_whole_goes_back_over_marks);
	tcase_add_test(core, a_lock_of_another_is_told_from_other_failures);
	tcase_add_test(core, a_failed_transaction_is_not_committed);
	tcase_add_test(core, what_was_misread_is_not_committed);
	tcase_add_test(core, it_holds_its_connection);
	tcase_add_test(core, a_lost_connection_keeps_nothing);
	suite_add_tcase(suite, core);
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
