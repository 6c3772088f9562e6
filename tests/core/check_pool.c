/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: the pool hands out zeroed, aligned, separate bytes, never more than
 * its limit, and gives all of them back at once.
 */
#include "core/pool.h"

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "check_run.h"

static struct pool *pool;

static void
setup(void)
{
	pool = pool_new(100000);
	ck_assert_ptr_nonnull(pool);
}

static void
teardown(void)
{
	pool_free(pool);
}

START_TEST(bytes_are_zeroed_and_aligned)
{
	for (size_t size = 0; size < 100; size++) {
		unsigned char *at = pool_alloc(pool, size);

		ck_assert_ptr_nonnull(at);
		ck_assert_uint_eq((uintptr_t)at % _Alignof(max_align_t), 0);
		for (size_t i = 0; i < size; i++)
			ck_assert_uint_eq(at[i], 0);
		memset(at, 0xff, size);
	}
}
END_TEST

START_TEST(bytes_are_zeroed_again_after_clear)
{
	unsigned char *at = pool_alloc(pool, 1000);

	ck_assert_ptr_nonnull(at);
	memset(at, 0xff, 1000);
	pool_clear(pool);
	at = pool_alloc(pool, 1000);
	ck_assert_ptr_nonnull(at);
	for (size_t i = 0; i < 1000; i++)
		ck_assert_uint_eq(at[i], 0);
}
END_TEST

START_TEST(pieces_do_not_overlap)
{
	char *a = pool_copy(pool, "first", 5);
	char *big = pool_alloc(pool, 40000);
	char *b = pool_copy(pool, "second", 6);

	ck_assert_ptr_nonnull(big);
	memset(big, 'x', 40000);
	ck_assert_str_eq(a, "first");
	ck_assert_str_eq(b, "second");
}
END_TEST

START_TEST(copy_ends_in_nul_and_keeps_nul_inside)
{
	char *copy = pool_copy(pool, "a\0bc", 3);

	ck_assert_ptr_nonnull(copy);
	ck_assert_mem_eq(copy, "a\0b\0", 4);
	ck_assert_str_eq(pool_copy(pool, NULL, 0), "");
}
END_TEST

START_TEST(printf_formats)
{
	ck_assert_str_eq(pool_printf(pool, "%s-%d", "a", 7), "a-7");
	ck_assert_uint_eq(strlen(pool_printf(pool, "%50000d", 1)), 50000);
}
END_TEST

START_TEST(limit_holds_and_clear_gives_all_back)
{
	for (int round = 0; round < 3; round++) {
		ck_assert_ptr_nonnull(pool_alloc(pool, 60000));
		ck_assert_ptr_null(pool_alloc(pool, 60000));
		ck_assert_ptr_nonnull(pool_alloc(pool, 30000));
		ck_assert_ptr_null(pool_printf(pool, "%20000d", 1));
		pool_clear(pool);
	}
}
END_TEST

START_TEST(limit_counts_small_pieces)
{
	size_t count = 0;

	while (pool_alloc(pool, 1) != NULL)
		count++;
	ck_assert_uint_le(count, 100000 / _Alignof(max_align_t));
	ck_assert_uint_gt(count, 0);
}
END_TEST

START_TEST(huge_sizes_are_refused)
{
	ck_assert_ptr_null(pool_alloc(pool, SIZE_MAX));
	ck_assert_ptr_null(pool_alloc(pool, SIZE_MAX - 7));
	ck_assert_ptr_null(pool_copy(pool, "x", SIZE_MAX));
	ck_assert_ptr_null(pool_alloc(pool, 100001));
}
END_TEST

START_TEST(nothing_is_freed_twice)
{
	pool_free(NULL);
	pool_clear(pool);
	pool_clear(pool);
}
END_TEST

START_TEST(no_limit_is_no_bytes)
{
	struct pool *none = pool_new(0);

	ck_assert_ptr_nonnull(none);
	ck_assert_ptr_null(pool_alloc(none, 0));
	ck_assert_ptr_null(pool_alloc(none, 1));
	pool_free(none);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("pool");
	TCase *core = tcase_create("core");
	TCase *limits = tcase_create("limits");
	TCase *abuse = tcase_create("abuse");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_test(core, bytes_are_zeroed_and_aligned);
	tcase_add_test(core, bytes_are_zeroed_again_after_clear);
	tcase_add_test(core, pieces_do_not_overlap);
	tcase_add_test(core, copy_ends_in_nul_and_keeps_nul_inside);
	tcase_add_test(core, printf_formats);
	suite_add_tcase(suite, core);
	tcase_add_checked_fixture(limits, setup, teardown);
	tcase_add_test(limits, limit_holds_and_clear_gives_all_back);
	tcase_add_test(limits, limit_counts_small_pieces);
	tcase_add_test(limits, no_limit_is_no_bytes);
	suite_add_tcase(suite, limits);
	tcase_add_checked_fixture(abuse, setup, teardown);
	tcase_add_test(abuse, huge_sizes_are_refused);
	tcase_add_test(abuse, nothing_is_freed_twice);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
