/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: only what the scanner calls clean, having proved that it scans, is
 * clean; whatever else happens on the socket is not. What a real clamd does is
 * in tests/http/72-courier.test.mjs; here a peer says what no clamd would.
 */
#include <arpa/inet.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check_run.h"
#include "courier/clamd.h"

#define FOUND "stream: Eicar FOUND"
#define KEEP_OPEN ((const char *)-1)

static char path[108];
static int listener;
static pid_t peer;

/* ---- The peer ---- */

static void
read_exactly(int fd, void *at, size_t size)
{
	char *next = at;

	while (size > 0) {
		ssize_t got = read(fd, next, size);

		if (got <= 0)
			_exit(0);
		next += got;
		size -= (size_t)got;
	}
}

static size_t
read_stream(int fd)
{
	static char bytes[1 << 20];
	char command[10];
	uint32_t length;
	size_t all = 0;

	read_exactly(fd, command, sizeof(command));
	for (;;) {
		read_exactly(fd, &length, sizeof(length));
		length = ntohl(length);
		if (length == 0)
			return all;
		read_exactly(fd, bytes, length);
		all += length;
	}
}

/*
 * Serves two connections: answers the first after its stream, the second
 * after its stream, or at once with hasty. NULL: hangs up.
 */
static void
serve(const char *first, const char *second, bool hasty)
{
	const char *answers[] = {first, second};

	for (int i = 0; i < 2; i++) {
		int fd = accept(listener, NULL, NULL);

		if (!(i == 1 && hasty))
			read_stream(fd);
		if (answers[i] == KEEP_OPEN)
			pause();
		if (answers[i] != NULL)
			(void)!write(fd, answers[i], strlen(answers[i]) + 1);
		close(fd);
	}
	_exit(0);
}

static void
open_peer(const char *first, const char *second, bool hasty)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};

	snprintf(path, sizeof(path), "/tmp/check_clamd.%d", (int)getpid());
	unlink(path);
	strcpy(address.sun_path, path);
	listener = socket(AF_UNIX, SOCK_STREAM, 0);
	ck_assert(bind(listener, (struct sockaddr *)&address,
	    sizeof(address)) == 0 && listen(listener, 4) == 0);
	peer = fork();
	if (peer == 0)
		serve(first, second, hasty);
}

static void
close_peer(void)
{
	kill(peer, SIGKILL);
	waitpid(peer, NULL, 0);
	close(listener);
	unlink(path);
}

/* ---- The client ---- */

static enum result
go_on(void *context, const char **ret_rule)
{
	int *calls = context;

	(void)ret_rule;
	(*calls)++;
	return RESULT_OK;
}

static enum result
lose(void *context, const char **ret_rule)
{
	(void)context;
	*ret_rule = "job: not yours any more";
	return RESULT_CONFLICT;
}

static enum result
scan(size_t size, int wait_ms, struct clamd_answer *ret_answer,
    const char **ret_rule)
{
	int calls = 0;
	const struct clamd_wait wait = {.call = go_on, .context = &calls,
	    .wait_ms = wait_ms};
	char *bytes = calloc(1, size);
	enum result result = clamd_scan(path, bytes, size, &wait, ret_answer,
	    ret_rule);

	free(bytes);
	ck_assert_int_gt(calls + (result != RESULT_OK), 0);
	return result;
}

/* What the client says of a peer that answers so. */
static void
expect(const char *first, const char *second, enum result wanted,
    enum clamd_verdict verdict)
{
	struct clamd_answer answer = {.verdict = CLAMD_MALWARE};
	const char *rule = "";

	open_peer(first, second, false);
	ck_assert_msg(scan(1 << 20, 5000, &answer, &rule) == wanted, "%s",
	    rule);
	close_peer();
	if (wanted == RESULT_OK)
		ck_assert_int_eq(answer.verdict, verdict);
	else
		ck_assert(rule[0] != '\0');
}

START_TEST(answers)
{
	expect(FOUND, "stream: OK", RESULT_OK, CLAMD_CLEAN);
	expect(FOUND, "stream: Win.Trojan.X-1 FOUND", RESULT_OK,
	    CLAMD_MALWARE);
	expect(FOUND, "stream: Heuristics.Limits.Exceeded.MaxFiles FOUND",
	    RESULT_OK, CLAMD_BOMB);
	expect(FOUND, "stream: Heuristics.Encrypted.Zip FOUND", RESULT_OK,
	    CLAMD_LOCKED);
	expect(FOUND, "stream: Heuristics.OLE2.ContainsMacros.VBA FOUND",
	    RESULT_OK, CLAMD_MACROS);
	expect(FOUND, "INSTREAM size limit exceeded. ERROR", RESULT_OK,
	    CLAMD_TOO_BIG);
}
END_TEST

START_TEST(a_scanner_that_proves_nothing)
{
	expect("stream: OK", "stream: OK", RESULT_TRY_AGAIN, CLAMD_CLEAN);
	expect("stream: Busy ERROR", "", RESULT_TRY_AGAIN, CLAMD_CLEAN);
	expect(NULL, "", RESULT_TRY_AGAIN, CLAMD_CLEAN);
}
END_TEST

START_TEST(what_is_not_clean)
{
	expect(FOUND, NULL, RESULT_BROKEN, CLAMD_CLEAN);
	expect(FOUND, "stream: Memory ERROR", RESULT_BROKEN, CLAMD_CLEAN);
	expect(FOUND, "stream: OK FOUND OK", RESULT_BROKEN, CLAMD_CLEAN);
	expect(FOUND, "", RESULT_BROKEN, CLAMD_CLEAN);
	expect(FOUND, "OK", RESULT_BROKEN, CLAMD_CLEAN);
}
END_TEST

START_TEST(an_answer_before_the_end)
{
	struct clamd_answer answer;
	const char *rule = "";

	open_peer(FOUND, "INSTREAM size limit exceeded. ERROR", true);
	ck_assert_int_eq(scan(8 << 20, 5000, &answer, &rule), RESULT_OK);
	ck_assert_int_eq(answer.verdict, CLAMD_TOO_BIG);
	close_peer();
	/* Clean, without having seen all of it. */
	open_peer(FOUND, "stream: OK", true);
	ck_assert_int_eq(scan(8 << 20, 5000, &answer, &rule), RESULT_BROKEN);
	close_peer();
}
END_TEST

START_TEST(no_answer)
{
	struct clamd_answer answer;
	const char *rule = "";

	open_peer(FOUND, KEEP_OPEN, false);
	ck_assert_int_eq(scan(10, 300, &answer, &rule), RESULT_BROKEN);
	ck_assert_str_eq(rule, "clamd: no answer in time");
	close_peer();
	open_peer(KEEP_OPEN, "", false);
	ck_assert_int_eq(scan(10, 300, &answer, &rule), RESULT_TRY_AGAIN);
	close_peer();
	ck_assert_int_eq(scan(10, 300, &answer, &rule), RESULT_TRY_AGAIN);
	ck_assert_str_eq(rule, "clamd: it is away");
	memset(path, 'x', sizeof(path) - 1);
	ck_assert_int_eq(scan(10, 300, &answer, &rule), RESULT_TRY_AGAIN);
}
END_TEST

START_TEST(a_lost_lease_ends_it)
{
	const struct clamd_wait wait = {.call = lose, .wait_ms = 5000};
	struct clamd_answer answer;
	const char *rule = "";

	open_peer(FOUND, "stream: OK", false);
	ck_assert_int_eq(clamd_scan(path, "x", 1, &wait, &answer, &rule),
	    RESULT_CONFLICT);
	ck_assert_str_eq(rule, "job: not yours any more");
	close_peer();
}
END_TEST

START_TEST(names)
{
	struct clamd_answer answer;
	char text[400];

	snprintf(text, sizeof(text), "stream: %0300d FOUND", 7);
	ck_assert_int_eq(clamd_answer_parse(text, strlen(text), &answer),
	    RESULT_OK);
	ck_assert_uint_eq(strlen(answer.name), CLAMD_NAME_SIZE - 1);
	ck_assert_int_eq(clamd_answer_parse("stream: a\nb\x80 FOUND", 18,
	    &answer), RESULT_OK);
	ck_assert_str_eq(answer.name, "a?b?");
	ck_assert_int_eq(clamd_answer_parse("stream: OK", 9, &answer),
	    RESULT_BROKEN);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("clamd");
	TCase *core = tcase_create("core"), *abuse = tcase_create("abuse");

	tcase_add_test(core, answers);
	tcase_add_test(core, names);
	tcase_add_test(abuse, a_scanner_that_proves_nothing);
	tcase_add_test(abuse, what_is_not_clean);
	tcase_add_test(abuse, an_answer_before_the_end);
	tcase_add_test(abuse, no_answer);
	tcase_add_test(abuse, a_lost_lease_ends_it);
	suite_add_tcase(suite, core);
	suite_add_tcase(suite, abuse);
	return check_run(suite);
}
