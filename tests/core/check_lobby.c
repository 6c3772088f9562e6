/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: connections are given out in the order in which they have something to
 * say, silent and ended ones never, and a stop closes what is idle and nothing
 * that has arrived.
 */
#include "core/lobby.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "check_run.h"

static struct sockaddr_un address = {.sun_family = AF_UNIX};

static void
setup(void)
{
	int listening = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(address.sun_path, sizeof(address.sun_path),
	    "/tmp/minsag-lobby-%d", (int)getpid());
	ck_assert_int_eq(bind(listening, (struct sockaddr *)&address,
	    sizeof(address)), 0);
	ck_assert_int_eq(listen(listening, 10), 0);
	ck_assert_int_eq(lobby_open(listening), RESULT_OK);
}

static void
teardown(void)
{
	unlink(address.sun_path);
}

static int
dial(void)
{
	const struct timeval patience = {.tv_sec = 3};
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	ck_assert_int_eq(connect(fd, (struct sockaddr *)&address,
	    sizeof(address)), 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	return fd;
}

static void
say(int fd, char byte)
{
	ck_assert_int_eq(send(fd, &byte, 1, MSG_NOSIGNAL), 1);
}

/* Takes the next connection and the byte that it says. */
static char
hear(int *ret_fd)
{
	char byte;

	ck_assert_int_eq(lobby_take(ret_fd), RESULT_OK);
	ck_assert_int_eq(recv(*ret_fd, &byte, 1, 0), 1);
	return byte;
}

START_TEST(who_speaks_first_is_taken_first)
{
	int one = dial(), two = dial(), first, second;

	say(one, 'a');
	ck_assert_int_eq(hear(&first), 'a');
	lobby_return(first);
	say(two, 'b');
	ck_assert_int_eq(hear(&second), 'b');
	lobby_return(second);
	say(two, 'c');
	say(one, 'd');
	ck_assert_int_eq(hear(&second), 'c');
	ck_assert_int_eq(hear(&first), 'd');
}
END_TEST

START_TEST(a_silent_or_ended_one_is_not_taken)
{
	int silent = dial(), ended = dial(), speaking = dial(), fd;

	close(ended);
	say(speaking, 's');
	ck_assert_int_eq(hear(&fd), 's');
	lobby_return(fd);
	say(silent, 't');
	ck_assert_int_eq(hear(&fd), 't');
}
END_TEST

START_TEST(many_are_kept_by_one_thread)
{
	int fds[200], fd;

	for (int i = 0; i < 200; i++) {
		fds[i] = dial();
		say(fds[i], 'x');
		ck_assert_int_eq(hear(&fd), 'x');
		lobby_return(fd);
	}
	for (int i = 199; i >= 0; i--) {
		say(fds[i], (char)i);
		ck_assert_int_eq((unsigned char)hear(&fd), i);
		lobby_return(fd);
	}
}
END_TEST

START_TEST(a_stop_gives_out_what_has_arrived)
{
	int speaking = dial(), idle = dial(), fd, again;
	char byte;

	say(idle, 'i');
	ck_assert_int_eq(hear(&fd), 'i');
	lobby_return(fd);
	say(speaking, 's');
	ck_assert_int_eq(hear(&fd), 's');
	lobby_return(fd);
	say(speaking, 't');
	lobby_stop();
	ck_assert(lobby_stopping());
	ck_assert_int_eq(hear(&again), 't');
	lobby_return(again);
	ck_assert_int_eq(lobby_take(&fd), RESULT_HUNG_UP);
	ck_assert_int_eq(recv(idle, &byte, 1, 0), 0);
	ck_assert_int_eq(recv(speaking, &byte, 1, 0), 0);
}
END_TEST

static void *
wait_for_the_end(void *argument)
{
	int fd;

	(void)argument;
	ck_assert_int_eq(lobby_take(&fd), RESULT_HUNG_UP);
	return NULL;
}

START_TEST(a_stop_wakes_everybody)
{
	pthread_t threads[20];

	for (int i = 0; i < 20; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL,
		    wait_for_the_end, NULL), 0);
	usleep(50000);
	lobby_stop();
	for (int i = 0; i < 20; i++)
		pthread_join(threads[i], NULL);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("lobby");
	TCase *core = tcase_create("core");
	TCase *stop = tcase_create("stop");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_test(core, who_speaks_first_is_taken_first);
	tcase_add_test(core, a_silent_or_ended_one_is_not_taken);
	tcase_add_test(core, many_are_kept_by_one_thread);
	suite_add_tcase(suite, core);
	tcase_add_checked_fixture(stop, setup, teardown);
	tcase_add_test(stop, a_stop_gives_out_what_has_arrived);
	tcase_add_test(stop, a_stop_wakes_everybody);
	suite_add_tcase(suite, stop);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
