/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: never more buffers than made are in use, never one by two, and who
 * waits gets one.
 */
#include "upload/buffers.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>

#include "check_run.h"

#define COUNT 3
#define THREADS 24
#define TURNS 200

static struct buffers *buffers;
static atomic_int in_use, most, done;

static void *
work(void *unused)
{
	for (int i = 0; i < TURNS; i++) {
		atomic_int *at = buffers_take(buffers);
		int now = atomic_fetch_add(&in_use, 1) + 1, seen = most;

		while (now > seen &&
		    !atomic_compare_exchange_weak(&most, &seen, now))
			;
		ck_assert_int_eq(atomic_fetch_add(at, 1), 0);
		sched_yield();
		ck_assert_int_eq(atomic_fetch_sub(at, 1), 1);
		atomic_fetch_sub(&in_use, 1);
		buffers_give(buffers, at);
	}
	atomic_fetch_add(&done, 1);
	return unused;
}

START_TEST(each_is_one_thread_s)
{
	pthread_t threads[THREADS];
	atomic_int *each[COUNT];

	buffers = buffers_new(COUNT, sizeof(atomic_int));
	ck_assert_ptr_nonnull(buffers);
	for (int i = 0; i < COUNT; i++) {
		each[i] = buffers_take(buffers);
		atomic_store(each[i], 0);
	}
	for (int i = 0; i < COUNT; i++)
		buffers_give(buffers, each[i]);
	for (int i = 0; i < THREADS; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, work, NULL),
		    0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	ck_assert_int_eq(done, THREADS);
	ck_assert_int_le(most, COUNT);
	buffers_free(buffers);
	buffers_free(NULL);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("buffers");
	TCase *core = tcase_create("core");

	tcase_add_test(core, each_is_one_thread_s);
	suite_add_tcase(all, core);
	return all;
}

int
main(void)
{
	return check_run(suite());
}
