/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a client gets all bytes of its part at its own pace, a quick one in
 * large chunks fetched ahead, and a slow one holds nothing while it is waited
 * for. Time is a variable; see fake_client.h.
 */
#include "document/stream.h"

#include <string.h>

#include "check_run.h"
#include "core/fake_gateway.h"
#include "core/pool.h"
#include "document/chunk.h"
#include "fake_client.h"
#include "fake_database.h"

#define MIB (1024 * 1024)
#define SIZE (8 * MIB)

static struct gateway gateway;
static struct request req;
static const struct worker_shared shared = {0};

static void
setup(void)
{
	client = (struct fake_client){.slow_from = FOR_EVER,
	    .slow_until = FOR_EVER, .gone_at = FOR_EVER,
	    .room = FAKE_CLIENT_BUFFER, .now = 1000};
	fake_database = (struct fake_database){0};
	memset(&gateway, 0, sizeof(gateway));
	req = (struct request){.gateway = &gateway, .pool = pool_new(4096),
	    .shared = &shared};
}

/* All is given back: rows, connections, and the whole bound. */
static void
teardown(void)
{
	struct chunk chunks[CHUNK_BOUND_BYTES / CHUNK_LARGE_BYTES] = {{0}};

	ck_assert_int_eq(fake_database.rows, 0);
	ck_assert_int_eq(fake_database.pending, 0);
	for (size_t i = 0; i < sizeof(chunks) / sizeof(chunks[0]); i++)
		ck_assert(chunk_book(&chunks[i], CHUNK_LARGE_BYTES, FOR_EVER));
	pool_free(req.pool);
}

static enum result
take(int64_t offset, int64_t length)
{
	const struct range_part part = {offset, length};
	int64_t first = length < STREAM_FIRST_BYTES ? length
	    : STREAM_FIRST_BYTES;

	client.offset = offset;
	return stream_take(&req, (struct uuid){{1}}, part,
	    fake_rows(offset, (int32_t)first), 0);
}

static const struct fake_call *
call(int i)
{
	return &fake_database.calls[i < 0 ? fake_database.count + i : i];
}

static int64_t
bytes_asked(void)
{
	int64_t sum = 0;

	for (int i = 0; i < fake_database.count; i++)
		sum += call(i)->length;
	return sum;
}

/* ---- Quick ---- */

START_TEST(a_quick_client_gets_growing_chunks)
{
	ck_assert_int_eq(take(0, SIZE), RESULT_OK);
	ck_assert_int_eq(client.sent, SIZE);
	ck_assert_int_eq(client.aborts, 0);
	ck_assert_int_eq(client.waits, 0);
	ck_assert_int_eq(bytes_asked(), SIZE - STREAM_FIRST_BYTES);
	for (int i = 0; i < fake_database.count; i++) {
		ck_assert(call(i)->ahead);
		if (call(i)->offset <= MIB)
			ck_assert_int_eq(call(i)->length, CHUNK_BYTES);
		else if (call(i)->offset >= MIB + 2 * CHUNK_BYTES &&
		    i < fake_database.count - 1)
			ck_assert_int_eq(call(i)->length, CHUNK_LARGE_BYTES);
	}
}
END_TEST

START_TEST(a_part_is_sent_and_no_more)
{
	ck_assert_int_eq(take(12345, MIB + 7), RESULT_OK);
	ck_assert_int_eq(client.sent, MIB + 7);
	ck_assert_int_eq(call(0)->offset, 12345 + STREAM_FIRST_BYTES);
	ck_assert_int_eq(call(-1)->offset + call(-1)->length,
	    12345 + MIB + 7);
}
END_TEST

START_TEST(a_short_part_asks_for_nothing)
{
	ck_assert_int_eq(take(99, 1), RESULT_OK);
	ck_assert_int_eq(client.sent, 1);
	ck_assert_int_eq(fake_database.count, 0);
}
END_TEST

START_TEST(beyond_the_bound_chunks_are_small)
{
	struct chunk chunks[CHUNK_BOUND_BYTES / CHUNK_LARGE_BYTES] = {{0}};

	for (size_t i = 0; i < sizeof(chunks) / sizeof(chunks[0]); i++)
		ck_assert(chunk_book(&chunks[i], CHUNK_LARGE_BYTES, FOR_EVER));
	ck_assert_int_eq(take(0, SIZE), RESULT_OK);
	ck_assert_int_eq(client.sent, SIZE);
	for (int i = 0; i < fake_database.count; i++) {
		ck_assert_int_le(call(i)->length, CHUNK_SMALL_BYTES);
		/* The last one is small enough to be had ahead. */
		ck_assert(!call(i)->ahead || i == fake_database.count - 1);
	}
	for (size_t i = 0; i < sizeof(chunks) / sizeof(chunks[0]); i++)
		chunk_drop(&chunks[i]);
}
END_TEST

/* ---- Slow ---- */

/* What fake_client.c asserts at every wait is half of this test. */
START_TEST(a_slow_client_holds_nothing)
{
	client.slow_from = 0;
	ck_assert_int_eq(take(0, SIZE / 4), RESULT_OK);
	ck_assert_int_eq(client.sent, SIZE / 4);
	ck_assert_int_eq(client.aborts, 0);
	ck_assert_int_gt(client.waits, 10);
	/* Only what was let go when it turned slow is read again. */
	ck_assert_int_le(bytes_asked(), SIZE / 4 + 2 * CHUNK_BYTES);
	for (int i = 2; i < fake_database.count; i++) {
		ck_assert(!call(i)->ahead);
		ck_assert_int_le(call(i)->length, CHUNK_SMALL_BYTES);
	}
}
END_TEST

START_TEST(who_turns_slow_is_let_go_of)
{
	int large = 0;

	client.slow_from = 4 * MIB;
	ck_assert_int_eq(take(0, SIZE), RESULT_OK);
	ck_assert_int_eq(client.sent, SIZE);
	ck_assert_int_gt(client.waits, 10);
	for (int i = 0; i < fake_database.count; i++)
		large += call(i)->length == CHUNK_LARGE_BYTES;
	ck_assert_int_gt(large, 1);
	ck_assert_int_eq(call(-1)->ahead, false);
	ck_assert_int_le(call(-1)->length, CHUNK_SMALL_BYTES);
	ck_assert_int_le(bytes_asked(), SIZE + 2 * CHUNK_LARGE_BYTES);
}
END_TEST

START_TEST(who_turns_quick_gets_large_chunks_again)
{
	int waits;

	client.slow_from = 0;
	client.slow_until = MIB;
	ck_assert_int_eq(take(0, SIZE), RESULT_OK);
	ck_assert_int_eq(client.sent, SIZE);
	waits = client.waits;
	ck_assert_int_gt(waits, 3);
	/* Quick within half a MiB of small chunks or so, not all the way. */
	ck_assert_int_lt(waits, (MIB + MIB + MIB / 2) / CHUNK_SMALL_BYTES);
	ck_assert(call(-1)->ahead);
	ck_assert_int_eq(call(-3)->length, CHUNK_LARGE_BYTES);
}
END_TEST

START_TEST(a_slow_client_is_waited_for)
{
	client.slow_from = 0;
	ck_assert_int_eq(take(0, MIB), RESULT_OK);
	/* All but the buffer went at the client's pace. */
	ck_assert_int_ge(client.now - 1000,
	    (MIB - 2 * FAKE_CLIENT_BUFFER) / FAKE_CLIENT_SLOW);
}
END_TEST

/* ---- Failures ---- */

START_TEST(a_session_that_ends_cuts_the_body)
{
	fake_database.fail_from = MIB;
	fake_database.fail_times = 1000;
	fake_database.fail_result = RESULT_NOT_LOGGED_IN;
	ck_assert_int_eq(take(0, SIZE), RESULT_NOT_LOGGED_IN);
	ck_assert_int_eq(client.aborts, 1);
	ck_assert_int_ge(client.sent, MIB);
	ck_assert_int_lt(client.sent, MIB + CHUNK_LARGE_BYTES);
	ck_assert_str_eq(req.rule, "cut short: fake: rule");
	ck_assert_int_eq(client.pauses, 0);
}
END_TEST

START_TEST(a_slow_one_is_cut_too)
{
	client.slow_from = 0;
	fake_database.fail_from = MIB;
	fake_database.fail_times = 1000;
	fake_database.fail_result = RESULT_DENIED;
	ck_assert_int_eq(take(0, SIZE), RESULT_DENIED);
	ck_assert_int_eq(client.aborts, 1);
	ck_assert_int_lt(client.sent, MIB + CHUNK_SMALL_BYTES);
}
END_TEST

START_TEST(a_database_that_is_away_is_waited_for)
{
	fake_database.fail_from = MIB;
	fake_database.fail_times = 6;
	fake_database.fail_result = RESULT_TRY_AGAIN;
	ck_assert_int_eq(take(0, SIZE), RESULT_OK);
	ck_assert_int_eq(client.sent, SIZE);
	ck_assert_int_gt(client.pauses, 3);
	ck_assert_int_eq(client.aborts, 0);
}
END_TEST

START_TEST(but_not_for_ever)
{
	fake_database.fail_from = MIB;
	fake_database.fail_times = 1000;
	fake_database.fail_result = RESULT_TRY_AGAIN;
	ck_assert_int_eq(take(0, SIZE), RESULT_TRY_AGAIN);
	ck_assert_int_eq(client.aborts, 1);
	ck_assert_int_ge(client.now - 1000, 5000);
	ck_assert_int_le(client.now - 1000, 30000);
}
END_TEST

START_TEST(a_client_that_leaves_ends_it)
{
	client.gone_at = 2 * MIB;
	ck_assert_int_eq(take(0, SIZE), RESULT_HUNG_UP);
	ck_assert_int_eq(client.aborts, 1);
	ck_assert_str_eq(req.rule, "cut short: hung-up");
	ck_assert_int_lt(fake_database.count, 12);
}
END_TEST

START_TEST(a_slow_client_that_leaves_ends_it)
{
	client.slow_from = 0;
	client.gone_at = MIB;
	ck_assert_int_eq(take(0, SIZE), RESULT_HUNG_UP);
	ck_assert_int_eq(client.aborts, 1);
	ck_assert_int_le(bytes_asked(), 2 * MIB);
}
END_TEST

START_TEST(another_length_than_asked_for_is_broken)
{
	fake_database.short_by = 1;
	ck_assert_int_eq(take(0, SIZE), RESULT_BROKEN);
	ck_assert_int_eq(client.aborts, 1);
	ck_assert_int_eq(client.sent, STREAM_FIRST_BYTES);
	ck_assert_str_eq(req.rule,
	    "cut short: content: another length than asked for");
}
END_TEST

START_TEST(a_first_chunk_must_fit)
{
	const struct range_part part = {0, 10};
	static const int lengths[] = {0, 11};

	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(stream_take(&req, (struct uuid){{1}}, part,
		    fake_rows(0, lengths[i]), 0), RESULT_BROKEN);
		ck_assert_str_eq(req.rule,
		    "cut short: content: shorter than its size");
		ck_assert_int_eq(client.sent, 0);
	}
	ck_assert_int_eq(client.aborts, 2);
}
END_TEST

static void
add_failures(Suite *suite)
{
	TCase *failures = tcase_create("failures");

	tcase_add_checked_fixture(failures, setup, teardown);
	tcase_add_test(failures, a_session_that_ends_cuts_the_body);
	tcase_add_test(failures, a_slow_one_is_cut_too);
	tcase_add_test(failures, a_database_that_is_away_is_waited_for);
	tcase_add_test(failures, but_not_for_ever);
	tcase_add_test(failures, a_client_that_leaves_ends_it);
	tcase_add_test(failures, a_slow_client_that_leaves_ends_it);
	tcase_add_test(failures, another_length_than_asked_for_is_broken);
	tcase_add_test(failures, a_first_chunk_must_fit);
	suite_add_tcase(suite, failures);
}

static Suite *
suite(void)
{
	Suite *suite = suite_create("stream");
	TCase *quick = tcase_create("quick");
	TCase *slow = tcase_create("slow");

	tcase_add_checked_fixture(quick, setup, teardown);
	tcase_add_test(quick, a_quick_client_gets_growing_chunks);
	tcase_add_test(quick, a_part_is_sent_and_no_more);
	tcase_add_test(quick, a_short_part_asks_for_nothing);
	tcase_add_test(quick, beyond_the_bound_chunks_are_small);
	suite_add_tcase(suite, quick);
	tcase_add_checked_fixture(slow, setup, teardown);
	tcase_add_test(slow, a_slow_client_holds_nothing);
	tcase_add_test(slow, who_turns_slow_is_let_go_of);
	tcase_add_test(slow, who_turns_quick_gets_large_chunks_again);
	tcase_add_test(slow, a_slow_client_is_waited_for);
	suite_add_tcase(suite, slow);
	add_failures(suite);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
