/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: of a key so many are worked on at once, the others in their order; no
 * turn is lost, and who has gone keeps nobody's place.
 */
#include "core/turn.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "check_run.h"

enum { THREADS = 4, WAITING = 6 };

/* Stands for a gateway. */
struct request {
	int number; /* 0: idle */
	bool gone;
};

static struct turns *turns;
static int left;

static void *
make(void)
{
	return calloc(1, sizeof(struct request));
}

static bool
is_gone(void *at)
{
	return ((struct request *)at)->gone;
}

static void
leave(void *at)
{
	*(struct request *)at = (struct request){0};
	left++;
}

static void
set_up(void)
{
	const struct turns_options options = {.threads = THREADS,
	    .waiting = WAITING, .new = make, .free = free, .gone = is_gone,
	    .leave = leave};

	turns = turns_new(&options);
	ck_assert_ptr_nonnull(turns);
	left = 0;
}

static void
tear_down(void)
{
	turns_free(turns);
}

static struct turn
turn(char key, char owner)
{
	return (struct turn){.key = {(unsigned char)key},
	    .owner = {(unsigned char)owner}, .at_once = 2, .waiting = 3};
}

static struct request *
request(int number)
{
	struct request *made = make();

	made->number = number;
	return made;
}

/* Asks for a request's turn; what stands at *at afterwards is idle or it. */
static enum turn_answer
take(char key, char owner, int number, struct request **ret_at)
{
	struct turn of = turn(key, owner);
	void *at = request(number);
	enum turn_answer answer = turns_take(turns, &of, &at);

	*ret_at = at;
	return answer;
}

static void
expect(char key, char owner, int number, enum turn_answer wanted)
{
	struct request *at;

	ck_assert_int_eq(take(key, owner, number, &at), wanted);
	ck_assert_int_eq(at->number, wanted == TURN_LATER ? 0 : number);
	free(at);
}

/* Ends a turn of the key; the number of the next one, 0 for none. */
static int
end(char key)
{
	struct turn of = turn(key, key);
	void *at = make();
	bool next = turns_end(turns, &of, &at);
	int number = ((struct request *)at)->number;

	ck_assert_int_eq(next, number != 0);
	free(at);
	return number;
}

START_TEST(so_many_at_once_and_the_others_in_order)
{
	expect('a', 'a', 1, TURN_NOW);
	expect('a', 'a', 2, TURN_NOW);
	expect('a', 'a', 3, TURN_LATER);
	expect('a', 'a', 4, TURN_LATER);
	expect('b', 'b', 5, TURN_NOW);
	ck_assert_int_eq(end('a'), 3);
	ck_assert_int_eq(end('b'), 0);
	ck_assert_int_eq(end('a'), 4);
	ck_assert_int_eq(end('a'), 0);
	expect('a', 'a', 6, TURN_NOW);
	ck_assert_int_eq(end('a'), 0);
	ck_assert_int_eq(end('a'), 0);
}
END_TEST

START_TEST(an_owner_has_so_many_waiting)
{
	expect('k', 'a', 1, TURN_NOW);
	expect('k', 'a', 2, TURN_NOW);
	for (int i = 3; i < 6; i++)
		expect('k', 'a', i, TURN_LATER);
	expect('k', 'a', 6, TURN_NEVER);
	expect('k', 'b', 7, TURN_LATER);
	for (int i = 3; i < 6; i++)
		ck_assert_int_eq(end('k'), i);
	ck_assert_int_eq(end('k'), 7);
	ck_assert_int_eq(end('k'), 0);
	ck_assert_int_eq(end('k'), 0);
}
END_TEST

START_TEST(all_together_have_so_many_waiting)
{
	for (char key = 'a'; key < 'c'; key++) {
		expect(key, key, 1, TURN_NOW);
		expect(key, key, 2, TURN_NOW);
		for (int i = 3; i < 6; i++)
			expect(key, key, i, TURN_LATER);
	}
	expect('a', 'x', 9, TURN_NEVER);
	for (char key = 'a'; key < 'c'; key++)
		for (int i = 3; i < 8; i++)
			ck_assert_int_eq(end(key), i < 6 ? i : 0);
	expect('a', 'x', 9, TURN_NOW);
	ck_assert_int_eq(end('a'), 0);
}
END_TEST

START_TEST(who_has_gone_is_passed_over)
{
	struct request *idle, *waits = request(3);
	struct turn of = turn('a', 'a');
	void *at = waits;

	expect('a', 'a', 1, TURN_NOW);
	expect('a', 'a', 2, TURN_NOW);
	ck_assert_int_eq(turns_take(turns, &of, &at), TURN_LATER);
	idle = at;
	expect('a', 'a', 4, TURN_LATER);
	waits->gone = true;
	ck_assert_int_eq(end('a'), 4);
	ck_assert_int_eq(left, 1);
	ck_assert_int_eq(end('a'), 0);
	ck_assert_int_eq(end('a'), 0);
	free(idle);
}
END_TEST

START_TEST(who_has_gone_leaves_room)
{
	struct request *waits[3];
	void *at;

	expect('a', 'a', 1, TURN_NOW);
	expect('a', 'a', 2, TURN_NOW);
	for (int i = 0; i < 3; i++) {
		struct turn of = turn('a', 'a');
		at = waits[i] = request(3 + i);
		ck_assert_int_eq(turns_take(turns, &of, &at), TURN_LATER);
		free(at);
	}
	expect('a', 'a', 6, TURN_NEVER);
	waits[1]->gone = true;
	expect('a', 'a', 7, TURN_LATER);
	ck_assert_int_eq(left, 1);
	ck_assert_int_eq(end('a'), 3);
	ck_assert_int_eq(end('a'), 5);
	ck_assert_int_eq(end('a'), 7);
	ck_assert_int_eq(end('a'), 0);
	ck_assert_int_eq(end('a'), 0);
}
END_TEST

/* ---- Many threads ---- */

static atomic_int running, most, served;

static void
work(void)
{
	int now = atomic_fetch_add(&running, 1) + 1;
	int seen = atomic_load(&most);

	while (now > seen && !atomic_compare_exchange_weak(&most, &seen, now))
		;
	for (volatile int i = 0; i < 1000; i++)
		;
	atomic_fetch_sub(&running, 1);
	atomic_fetch_add(&served, 1);
}

static void *
hand(void *ignored)
{
	struct turn of = turn('k', 'k');
	void *at = make();
	bool next;

	(void)ignored;
	of.waiting = WAITING;
	for (int i = 0; i < 2000; i++) {
		((struct request *)at)->number = 1;
		switch (turns_take(turns, &of, &at)) {
		case TURN_NOW:
			do {
				work();
				*(struct request *)at = (struct request){0};
				next = turns_end(turns, &of, &at);
			} while (next);
			break;
		case TURN_LATER:
			ck_assert_int_eq(((struct request *)at)->number, 0);
			break;
		case TURN_NEVER:
			atomic_fetch_add(&served, 1);
			break;
		}
	}
	free(at);
	return ignored;
}

START_TEST(no_turn_is_lost_among_threads)
{
	pthread_t threads[THREADS];

	atomic_store(&served, 0);
	for (int i = 0; i < THREADS; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, hand, NULL),
		    0);
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	ck_assert_int_eq(atomic_load(&served), THREADS * 2000);
	ck_assert_int_le(atomic_load(&most), 2);
	expect('k', 'k', 1, TURN_NOW);
	ck_assert_int_eq(end('k'), 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("turn");
	TCase *tcase = tcase_create("turn");

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	tcase_add_test(tcase, so_many_at_once_and_the_others_in_order);
	tcase_add_test(tcase, an_owner_has_so_many_waiting);
	tcase_add_test(tcase, all_together_have_so_many_waiting);
	tcase_add_test(tcase, who_has_gone_is_passed_over);
	tcase_add_test(tcase, who_has_gone_leaves_room);
	tcase_add_test(tcase, no_turn_is_lost_among_threads);
	suite_add_tcase(suite, tcase);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
