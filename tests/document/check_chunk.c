/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: what a process holds stays under its bound, everything booked is
 * given back, and a small chunk can always be had.
 */
#include "document/chunk.h"

#include "check_run.h"

#define MANY (2 * CHUNK_BOUND_BYTES / CHUNK_LARGE_BYTES)

START_TEST(as_much_as_is_left)
{
	struct chunk chunk = {0};

	ck_assert(chunk_book(&chunk, CHUNK_BYTES, 1000));
	ck_assert_uint_eq(chunk.booked, 1000);
	chunk_drop(&chunk);
	ck_assert_uint_eq(chunk.booked, 0);
	ck_assert(chunk_book(&chunk, CHUNK_BYTES, INT64_MAX));
	ck_assert_uint_eq(chunk.booked, CHUNK_BYTES);
	chunk_drop(&chunk);
	chunk_drop(&chunk);
}
END_TEST

START_TEST(the_bound_holds_and_comes_back)
{
	struct chunk chunks[MANY] = {{0}};
	int had;

	for (int round = 0; round < 3; round++) {
		had = 0;
		for (int i = 0; i < MANY; i++)
			had += chunk_book(&chunks[i], CHUNK_LARGE_BYTES,
			    INT64_MAX);
		ck_assert_int_eq(had, MANY / 2);
		for (int i = 0; i < MANY; i++)
			chunk_drop(&chunks[i]);
	}
}
END_TEST

START_TEST(small_chunks_are_always_had)
{
	struct chunk chunks[MANY] = {{0}}, small = {0};

	for (int i = 0; i < MANY; i++)
		(void)!chunk_book(&chunks[i], CHUNK_LARGE_BYTES, INT64_MAX);
	ck_assert(!chunk_book(&small, CHUNK_BYTES, INT64_MAX));
	chunk_book_some(&small, CHUNK_BYTES, INT64_MAX);
	ck_assert_uint_eq(small.booked, CHUNK_SMALL_BYTES);
	chunk_drop(&small);
	chunk_book_some(&small, CHUNK_LARGE_BYTES, 10);
	ck_assert_uint_eq(small.booked, 10);
	chunk_drop(&small);
	for (int i = 0; i < MANY; i++)
		chunk_drop(&chunks[i]);
	chunk_book_some(&small, CHUNK_BYTES, INT64_MAX);
	ck_assert_uint_eq(small.booked, CHUNK_BYTES);
	chunk_drop(&small);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("chunk");
	TCase *core = tcase_create("core");
	TCase *limits = tcase_create("limits");

	tcase_add_test(core, as_much_as_is_left);
	suite_add_tcase(suite, core);
	tcase_add_test(limits, the_bound_holds_and_comes_back);
	tcase_add_test(limits, small_chunks_are_always_had);
	suite_add_tcase(suite, limits);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
