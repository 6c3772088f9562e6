/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: requests and answers pass whole in both directions, kept connections
 * stay clean whatever a handler left unread, and a stop ends idle ones only.
 * The client speaks FastCGI 1.0 by hand, so that fcgi2 is not tested with
 * itself.
 */
#include "core/gateway.h"

#include <poll.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include "check_run.h"

enum { BEGIN = 1, END = 3, PARAMS = 4, STDIN = 5, STDOUT = 6 };

static struct sockaddr_un address = {.sun_family = AF_UNIX};
static char long_body[1024 * 1024 + 77];

/* What the server thread does with each request. */
static enum what { ECHO, IGNORE, LONG, BREAK_OFF, SLOW, WHOLE, LONG_WHOLE }
    what;
static int served;
static pthread_t thread;
static enum result last;

static void
write_long(struct gateway *gateway, size_t size)
{
	struct pollfd polled = {.events = POLLOUT};
	size_t at = 0, count, part;

	polled.fd = gateway_descriptor(gateway);
	while (at < size) {
		/* Odd sizes, so that records break everywhere. */
		part = size - at < 300001 ? size - at : 300001;
		if (gateway_write_some(gateway, long_body + at, part,
			&count) != RESULT_OK)
			return;
		at += count;
		if (count == 0)
			poll(&polled, 1, 1000);
	}
}

/* Answers in one call, without reading the body. */
static void
answer_whole(struct gateway *gateway)
{
	static char text[100000];
	const char *word = gateway_parameter(gateway, "WORD");
	int length = snprintf(text, sizeof(text), "Status: 200\r\n\r\n%s:",
	    word != NULL ? word : "(none)");

	if (what == LONG_WHOLE) {
		memset(text + length, 'x', sizeof(text) - (size_t)length);
		length = sizeof(text);
	}
	ck_assert_int_eq(gateway_answer(gateway, text, (size_t)length),
	    RESULT_OK);
}

static void
answer(struct gateway *gateway)
{
	char text[4096], body[65536];
	const char *word = gateway_parameter(gateway, "WORD");
	size_t got = 0;
	int length;

	if (what == WHOLE || what == LONG_WHOLE) {
		answer_whole(gateway);
		return;
	}
	if (what == SLOW)
		usleep(300000);
	if (what != IGNORE)
		ck_assert_int_eq(gateway_read(gateway, body, sizeof(body),
		    &got), RESULT_OK);
	length = snprintf(text, sizeof(text), "Status: 200\r\n\r\n%s:",
	    word != NULL ? word : "(none)");
	ck_assert_int_eq(gateway_write(gateway, text, (size_t)length),
	    RESULT_OK);
	ck_assert_int_eq(gateway_write(gateway, body, got), RESULT_OK);
	if (what != LONG && what != BREAK_OFF)
		return;
	ck_assert_int_eq(gateway_flush(gateway), RESULT_OK);
	if (what == LONG) {
		write_long(gateway, sizeof(long_body));
		return;
	}
	/* Some bytes of a record that would have been longer. */
	(void)!gateway_write_some(gateway, long_body, sizeof(long_body), &got);
	ck_assert_uint_lt(got, sizeof(long_body));
}

static void *
serve(void *argument)
{
	struct gateway *gateway = gateway_new();

	(void)argument;
	ck_assert_ptr_nonnull(gateway);
	while ((last = gateway_accept(gateway)) == RESULT_OK) {
		answer(gateway);
		gateway_finish(gateway);
		__atomic_add_fetch(&served, 1, __ATOMIC_SEQ_CST);
	}
	gateway_free(gateway);
	return NULL;
}

static void
setup(void)
{
	int listening = socket(AF_UNIX, SOCK_STREAM, 0);

	for (size_t i = 0; i < sizeof(long_body); i++)
		long_body[i] = (char)(i * 7 + i / 251);
	snprintf(address.sun_path, sizeof(address.sun_path),
	    "/tmp/minsag-gateway-%d", (int)getpid());
	ck_assert_int_eq(bind(listening, (struct sockaddr *)&address,
	    sizeof(address)), 0);
	ck_assert_int_eq(listen(listening, 10), 0);
	ck_assert_int_eq(gateway_init(listening), RESULT_OK);
	ck_assert_int_eq(pthread_create(&thread, NULL, serve, NULL), 0);
}

static void
teardown(void)
{
	gateway_stop();
	pthread_join(thread, NULL);
	ck_assert_int_eq(last, RESULT_HUNG_UP);
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

static size_t
put_record(char *at, int type, const char *body, size_t length)
{
	const char head[8] = {1, (char)type, 0, 1, (char)(length >> 8),
	    (char)length, 0, 0};

	memcpy(at, head, sizeof(head));
	if (length > 0)
		memcpy(at + sizeof(head), body, length);
	return sizeof(head) + length;
}

/* One request that asks to keep the connection; WORD=word as parameter. */
static void
ask(int fd, const char *word, const char *body, size_t length)
{
	static char out[5 * 1024 * 1024];
	const char begin[8] = {0, 1, 1};
	char parameter[64];
	size_t size, part;

	size = put_record(out, BEGIN, begin, sizeof(begin));
	parameter[0] = 4;
	parameter[1] = (char)strlen(word);
	snprintf(parameter + 2, sizeof(parameter) - 2, "WORD%s", word);
	size += put_record(out + size, PARAMS, parameter, 6 + strlen(word));
	size += put_record(out + size, PARAMS, NULL, 0);
	for (; length > 0; body += part, length -= part) {
		part = length < 30000 ? length : 30000;
		size += put_record(out + size, STDIN, body, part);
	}
	size += put_record(out + size, STDIN, NULL, 0);
	ck_assert_int_eq(send(fd, out, size, MSG_NOSIGNAL), (ssize_t)size);
}

static bool
get(int fd, void *at, size_t size)
{
	return size == 0 ||
	    recv(fd, at, size, MSG_WAITALL) == (ssize_t)size;
}

/* Collects the answer; true when END_REQUEST came, false at end of file. */
static bool
collect(int fd, char *ret_text, size_t room, size_t *ret_length)
{
	unsigned char head[8];
	char trash[256];
	size_t length, have = 0;
	bool whole = false;

	while (!whole && get(fd, head, sizeof(head))) {
		ck_assert_int_eq(head[0], 1);
		length = (size_t)head[4] << 8 | head[5];
		ck_assert_uint_lt(have + length, room);
		if (!get(fd, ret_text + have, length) ||
		    !get(fd, trash, head[6]))
			break;
		if (head[1] == STDOUT)
			have += length;
		whole = head[1] == END;
	}
	ret_text[have] = '\0';
	*ret_length = have;
	return whole;
}

static void
assert_answer(int fd, const char *wanted)
{
	char text[8192];
	size_t length;

	ck_assert(collect(fd, text, sizeof(text), &length));
	ck_assert_str_eq(text + strlen("Status: 200\r\n\r\n"), wanted);
}

static bool
at_end(int fd)
{
	char byte;

	return recv(fd, &byte, 1, 0) == 0;
}

START_TEST(parameter_and_body_arrive)
{
	int fd = dial();

	ask(fd, "one", "body", 4);
	assert_answer(fd, "one:body");
}
END_TEST

START_TEST(a_kept_connection_serves_again)
{
	int fd = dial();

	for (int i = 0; i < 50; i++) {
		ask(fd, "again", "x", i % 2);
		assert_answer(fd, i % 2 ? "again:x" : "again:");
	}
	ck_assert_int_eq(__atomic_load_n(&served, __ATOMIC_SEQ_CST) >= 49, 1);
}
END_TEST

START_TEST(another_connection_after_the_first_left)
{
	for (int i = 0; i < 10; i++) {
		int fd = dial();

		ask(fd, "next", NULL, 0);
		assert_answer(fd, "next:");
		close(fd);
	}
}
END_TEST

START_TEST(a_long_body_passes_whole)
{
	static char text[sizeof(long_body) + 100];
	size_t length, head = strlen("Status: 200\r\n\r\nl:");
	int fd = dial();

	what = LONG;
	ask(fd, "l", NULL, 0);
	ck_assert(collect(fd, text, sizeof(text), &length));
	ck_assert_uint_eq(length, head + sizeof(long_body));
	ck_assert(memcmp(text + head, long_body, sizeof(long_body)) == 0);
	what = ECHO;
	ask(fd, "after", NULL, 0);
	assert_answer(fd, "after:");
}
END_TEST

START_TEST(a_body_broken_off_cuts_the_connection)
{
	static char text[sizeof(long_body) + 100];
	size_t length;
	int fd = dial();

	what = BREAK_OFF;
	ask(fd, "b", NULL, 0);
	ck_assert(!collect(fd, text, sizeof(text), &length));
	ck_assert_uint_lt(length, sizeof(long_body));
	what = ECHO;
	fd = dial();
	ask(fd, "after", NULL, 0);
	assert_answer(fd, "after:");
}
END_TEST

/*
 * The body holds records that would be a request of their own, and it is
 * longer than fcgi2's buffer: unread, it must not be served.
 */
START_TEST(an_unread_body_is_no_request)
{
	static char body[20000];
	const char begin[8] = {0, 1, 1};
	size_t at = 0;
	int fd = dial();

	while (at + 24 < sizeof(body))
		at += put_record(body + at, BEGIN, begin, sizeof(begin));
	what = IGNORE;
	ask(fd, "ignored", body, sizeof(body));
	assert_answer(fd, "ignored:");
	what = ECHO;
	ask(fd, "honest", "x", 1);
	assert_answer(fd, "honest:x");
	usleep(50000);
	ck_assert_int_eq(__atomic_load_n(&served, __ATOMIC_SEQ_CST), 2);
}
END_TEST

START_TEST(a_long_unread_body_closes_the_connection)
{
	/* A chunk of an upload is read, and what the socket holds beyond. */
	static char body[4 * 1024 * 1024 + 200000];
	int fd = dial();

	what = IGNORE;
	ask(fd, "ignored", body, 4 * 1024 * 1024);
	assert_answer(fd, "ignored:");
	ask(fd, "ignored", body, sizeof(body));
	assert_answer(fd, "ignored:");
	ck_assert(at_end(fd));
}
END_TEST

START_TEST(a_whole_answer_keeps_the_connection)
{
	static char body[20000];
	int fd = dial();

	for (int i = 0; i < 50; i++) {
		what = i % 3 == 0 ? ECHO : WHOLE;
		ask(fd, "whole", body, what == ECHO ? 0 : sizeof(body));
		assert_answer(fd, "whole:");
	}
}
END_TEST

START_TEST(a_long_whole_answer_passes_whole)
{
	static char text[110000];
	size_t length;
	int fd = dial();

	what = LONG_WHOLE;
	ask(fd, "l", NULL, 0);
	ck_assert(collect(fd, text, sizeof(text), &length));
	ck_assert_uint_eq(length, 100000);
	ck_assert_int_eq(text[99999], 'x');
	what = WHOLE;
	ask(fd, "after", NULL, 0);
	assert_answer(fd, "after:");
}
END_TEST

START_TEST(rubbish_is_closed_and_forgotten)
{
	static const char *const rubbish[] = {"GET / HTTP/1.1\r\n\r\n",
	    "\x01\x01\x00\x01\xff\xff\x00\x00", "\x01\x05\x00\x01\x00\x00\x00\x00",
	    "\x02\x01\x00\x01\x00\x08\x00\x00"};
	int fd;

	for (size_t i = 0; i < sizeof(rubbish) / sizeof(rubbish[0]); i++) {
		fd = dial();
		ck_assert_int_gt(send(fd, rubbish[i], 8, MSG_NOSIGNAL), 0);
		shutdown(fd, SHUT_WR);
		ck_assert(at_end(fd));
		close(fd);
	}
	fd = dial();
	ask(fd, "fine", NULL, 0);
	assert_answer(fd, "fine:");
}
END_TEST

START_TEST(a_stop_closes_idle_connections)
{
	int fd = dial();

	ask(fd, "one", NULL, 0);
	assert_answer(fd, "one:");
	gateway_stop();
	ck_assert(at_end(fd));
}
END_TEST

START_TEST(a_stop_lets_a_request_finish)
{
	int fd = dial();

	what = SLOW;
	ask(fd, "slow", "x", 1);
	usleep(100000);
	gateway_stop();
	assert_answer(fd, "slow:x");
	ck_assert(at_end(fd));
}
END_TEST

START_TEST(only_a_listening_socket_will_do)
{
	int pair[2];

	ck_assert_int_eq(socketpair(AF_UNIX, SOCK_STREAM, 0, pair), 0);
	ck_assert_int_eq(gateway_init(pair[0]), RESULT_BAD_INPUT);
	ck_assert_int_eq(gateway_init(-1), RESULT_BAD_INPUT);
	gateway_free(NULL);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("gateway");
	TCase *core = tcase_create("core");
	TCase *stop = tcase_create("stop");
	TCase *abuse = tcase_create("abuse");
	TCase *alone = tcase_create("alone");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_test(core, parameter_and_body_arrive);
	tcase_add_test(core, a_kept_connection_serves_again);
	tcase_add_test(core, another_connection_after_the_first_left);
	tcase_add_test(core, a_long_body_passes_whole);
	tcase_add_test(core, a_whole_answer_keeps_the_connection);
	tcase_add_test(core, a_long_whole_answer_passes_whole);
	tcase_add_test(core, a_body_broken_off_cuts_the_connection);
	suite_add_tcase(suite, core);
	tcase_add_checked_fixture(stop, setup, teardown);
	tcase_add_test(stop, a_stop_closes_idle_connections);
	tcase_add_test(stop, a_stop_lets_a_request_finish);
	suite_add_tcase(suite, stop);
	tcase_add_checked_fixture(abuse, setup, teardown);
	tcase_add_test(abuse, an_unread_body_is_no_request);
	tcase_add_test(abuse, a_long_unread_body_closes_the_connection);
	tcase_add_test(abuse, rubbish_is_closed_and_forgotten);
	suite_add_tcase(suite, abuse);
	tcase_add_test(alone, only_a_listening_socket_will_do);
	suite_add_tcase(suite, alone);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
