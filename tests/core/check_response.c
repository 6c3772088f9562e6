/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: every answer has its head, byte for byte, and leaves once; a failure
 * becomes one problem, even when memory is used up.
 */
#include "core/response.h"

#include <libpq-fe.h>
#include <stdio.h>
#include <string.h>

#include "check_run.h"
#include "fake_gateway.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define ID "0123456789abcdef0123456789abcdef"
/* What every head ends with. */
#define TAIL "Cache-Control: no-store\r\n" \
	"X-Content-Type-Options: nosniff\r\n\r\n"

static struct gateway gateway;
static struct request req;

static void
setup(void)
{
	memset(&gateway, 0, sizeof(gateway));
	req = (struct request){.gateway = &gateway, .pool = pool_new(32768),
	    .id = ID, .language = LANGUAGE_DA};
}

static void
teardown(void)
{
	pool_free(req.pool);
}

static struct writer
written(int64_t value)
{
	struct writer writer;

	writer_begin(&writer, req.pool);
	writer_open(&writer, '{');
	writer_key(&writer, "a");
	writer_int(&writer, value);
	writer_close(&writer, '}');
	return writer;
}

static enum result
answer_json(int status)
{
	struct writer writer = written(1);

	return response_json(&req, status, &writer);
}

static bool
answered(const char *part)
{
	return strstr(gateway.answer, part) != NULL;
}

/* ---- Answers ---- */

START_TEST(json_has_its_head)
{
	ck_assert_int_eq(response_header(&req, "X-One", "1"), RESULT_OK);
	ck_assert_int_eq(response_header(&req, "X-Two", ""), RESULT_OK);
	ck_assert_int_eq(answer_json(201), RESULT_OK);
	ck_assert_str_eq(gateway.answer, "Status: 201\r\n"
	    "Content-Type: application/json\r\nContent-Length: 7\r\n"
	    "X-One: 1\r\nX-Two: \r\n" TAIL "{\"a\":1}");
	ck_assert_int_eq(gateway.writes, 1);
	ck_assert_int_eq(req.status, 201);
	ck_assert(req.begun);
}
END_TEST

/* A value that is not there, as a handler would read it. */
static void
misread(void)
{
	PGresult *rows = PQmakeEmptyPGresult(NULL, PGRES_TUPLES_OK);

	db_get_int8((const struct db_rows *)rows, 0, 0);
	PQclear(rows);
}

START_TEST(no_answer_of_what_was_misread)
{
	misread();
	ck_assert_int_eq(answer_json(200), RESULT_BROKEN);
	ck_assert_ptr_nonnull(strstr(req.rule, "database: column"));
	misread();
	ck_assert_int_eq(response_empty(&req, 204), RESULT_BROKEN);
	misread();
	ck_assert_int_eq(response_begin(&req, 200, "text/plain", 1),
	    RESULT_BROKEN);
	ck_assert(!req.begun);
	misread();
	ck_assert_int_eq(response_problem(&req, RESULT_NOT_FOUND), RESULT_OK);
	ck_assert_int_eq(req.status, 500);
	ck_assert(answered("\"rule\":\"database: column"));
}
END_TEST

/* Heads around the room that the writer leaves come out the same. */
START_TEST(a_long_head_goes_whole)
{
	char value[WRITER_HEAD_ROOM + 100], wanted[2 * sizeof(value)];

	for (size_t length = 0; length + 1 < sizeof(value); length += 7) {
		memset(value, 'v', length);
		value[length] = '\0';
		pool_clear(req.pool);
		gateway.answer_length = 0;
		req.begun = false;
		req.headers = NULL;
		ck_assert_int_eq(response_header(&req, "X-Long", value),
		    RESULT_OK);
		ck_assert_int_eq(answer_json(200), RESULT_OK);
		snprintf(wanted, sizeof(wanted), "Status: 200\r\n"
		    "Content-Type: application/json\r\nContent-Length: 7\r\n"
		    "X-Long: %s\r\n" TAIL "{\"a\":1}", value);
		ck_assert_str_eq(gateway.answer, wanted);
	}
}
END_TEST

START_TEST(bytes_go_as_they_are)
{
	static const char head[] = "Status: 200\r\nContent-Type: text/html\r\n"
	    "Content-Length: 5\r\n" TAIL;

	ck_assert_int_eq(response_bytes(&req, 200, "text/html", "a\0b\r\n", 5),
	    RESULT_OK);
	ck_assert_uint_eq(gateway.answer_length, strlen(head) + 5);
	ck_assert(memcmp(gateway.answer, head, strlen(head)) == 0);
	ck_assert(memcmp(gateway.answer + strlen(head), "a\0b\r\n", 5) == 0);
}
END_TEST

START_TEST(no_bytes_are_a_body_too)
{
	ck_assert_int_eq(response_bytes(&req, 200, "text/plain", "", 0),
	    RESULT_OK);
	ck_assert_str_eq(gateway.answer, "Status: 200\r\n"
	    "Content-Type: text/plain\r\nContent-Length: 0\r\n" TAIL);
}
END_TEST

START_TEST(empty_has_neither_type_nor_length)
{
	ck_assert_int_eq(response_empty(&req, 304), RESULT_OK);
	ck_assert_str_eq(gateway.answer, "Status: 304\r\n" TAIL);
	ck_assert_int_eq(req.status, 304);
}
END_TEST

START_TEST(begin_is_the_head_alone)
{
	ck_assert_int_eq(response_header(&req, "ETag", "\"a\""), RESULT_OK);
	ck_assert_int_eq(response_begin(&req, 206, "application/pdf",
	    5000000000), RESULT_OK);
	ck_assert_str_eq(gateway.answer, "Status: 206\r\n"
	    "Content-Type: application/pdf\r\nContent-Length: 5000000000\r\n"
	    "ETag: \"a\"\r\n" TAIL);
	ck_assert(req.begun);
	ck_assert_int_eq(req.status, 206);
}
END_TEST

START_TEST(redirect_is_303)
{
	ck_assert_int_eq(response_redirect(&req, "/sager.html"), RESULT_OK);
	ck_assert_str_eq(gateway.answer, "Status: 303\r\nContent-Length: 0\r\n"
	    "Location: /sager.html\r\n" TAIL);
}
END_TEST

START_TEST(head_is_answered_without_body)
{
	req.head = true;
	ck_assert_int_eq(answer_json(200), RESULT_OK);
	ck_assert_str_eq(gateway.answer, "Status: 200\r\n"
	    "Content-Type: application/json\r\nContent-Length: 7\r\n" TAIL);
	gateway.answer_length = 0;
	req.begun = false;
	ck_assert_int_eq(response_bytes(&req, 200, "text/plain", "abc", 3),
	    RESULT_OK);
	ck_assert_str_eq(gateway.answer, "Status: 200\r\n"
	    "Content-Type: text/plain\r\nContent-Length: 3\r\n" TAIL);
}
END_TEST

/* ---- Problems ---- */

START_TEST(a_problem_byte_for_byte)
{
	static const char body[] = "{\"type\":\"urn:minsag:problem:denied\","
	    "\"title\":\"Du har ikke adgang til dette.\",\"status\":403,"
	    "\"rule\":\"level: substantial\",\"request_id\":\"" ID "\"}";
	char wanted[1024];

	req.rule = "level: substantial";
	ck_assert_int_eq(response_problem(&req, RESULT_DENIED), RESULT_OK);
	snprintf(wanted, sizeof(wanted), "Status: 403\r\n"
	    "Content-Type: application/problem+json\r\n"
	    "Content-Length: %zu\r\n" TAIL "%s", strlen(body), body);
	ck_assert_str_eq(gateway.answer, wanted);
	ck_assert_str_eq(req.rule, "level: substantial");
}
END_TEST

static const struct {
	enum result result;
	int status;
	const char *word;
} problems[] = {
	{RESULT_BAD_INPUT, 400, "bad-input"},
	{RESULT_NOT_LOGGED_IN, 401, "not-logged-in"},
	{RESULT_DENIED, 403, "denied"}, {RESULT_NOT_FOUND, 404, "not-found"},
	{RESULT_WRONG_METHOD, 405, "wrong-method"},
	{RESULT_CONFLICT, 409, "conflict"}, {RESULT_CHANGED, 412, "changed"},
	{RESULT_WRONG_VERSION, 412, "wrong-version"},
	{RESULT_BAD_CHECKSUM, 460, "bad-checksum"},
	{RESULT_TOO_BIG, 413, "too-big"},
	{RESULT_WRONG_TYPE, 415, "wrong-type"},
	{RESULT_BAD_RANGE, 416, "bad-range"},
	{RESULT_TRY_AGAIN, 503, "try-again"}, {RESULT_BROKEN, 500, "broken"}};

START_TEST(each_failure_has_its_problem)
{
	const struct result_row *row = result_row(problems[_i].result);
	char text[300];

	req.language = LANGUAGE_EN;
	ck_assert_int_eq(response_problem(&req, problems[_i].result),
	    RESULT_OK);
	snprintf(text, sizeof(text), "{\"type\":\"urn:minsag:problem:%s\","
	    "\"title\":\"%s\",\"status\":%d,\"rule\":\"%s\",",
	    problems[_i].word, row->title_en, problems[_i].status,
	    problems[_i].word);
	ck_assert_msg(answered(text), "%s", gateway.answer);
	ck_assert_int_eq(req.status, problems[_i].status);
	ck_assert_int_eq(answered("Retry-After: 2\r\n"),
	    problems[_i].status == 503);
}
END_TEST

START_TEST(a_begun_answer_gets_no_problem)
{
	ck_assert_int_eq(response_empty(&req, 204), RESULT_OK);
	ck_assert_int_eq(response_problem(&req, RESULT_BROKEN), RESULT_OK);
	ck_assert_int_eq(gateway.writes, 1);
	ck_assert_int_eq(req.status, 204);
}
END_TEST

START_TEST(who_hung_up_gets_nothing)
{
	ck_assert_int_eq(response_problem(&req, RESULT_HUNG_UP), RESULT_OK);
	ck_assert_int_eq(gateway.writes, 0);
}
END_TEST

START_TEST(used_up_memory_leaves_a_bare_head)
{
	ck_assert_int_eq(response_header(&req, "X-One", "1"), RESULT_OK);
	while (pool_alloc(req.pool, 16) != NULL)
		;
	req.rule = "memory";
	ck_assert_int_eq(response_problem(&req, RESULT_TRY_AGAIN), RESULT_OK);
	ck_assert_str_eq(gateway.answer,
	    "Status: 503\r\nContent-Length: 0\r\n" TAIL);
	ck_assert_int_eq(req.status, 503);
	ck_assert_str_eq(req.rule, "memory");
}
END_TEST

/* ---- What is refused ---- */

START_TEST(headers_have_one_line)
{
	static const char *const lines[][2] = {{"X-A", "a\r\nSet-Cookie: b"},
	    {"X-A", "a\nb"}, {"X-A", "a\r"}, {"X-A\n", "a"}, {"X-A\r", "a"},
	    {"X-A: b", "a"}};

	for (size_t i = 0; i < LENGTH(lines); i++)
		ck_assert_int_eq(response_header(&req, lines[i][0],
		    lines[i][1]), RESULT_BROKEN);
	ck_assert_ptr_null(req.headers);
	ck_assert_int_eq(response_empty(&req, 204), RESULT_OK);
	ck_assert_str_eq(gateway.answer, "Status: 204\r\n" TAIL);
}
END_TEST

START_TEST(redirects_stay_on_the_site)
{
	static const char *const away[] = {"//evil.example", "/\\evil.example",
	    "/\r\nSet-Cookie: a=b"};

	for (size_t i = 0; i < LENGTH(away); i++)
		ck_assert_int_eq(response_redirect(&req, away[i]),
		    RESULT_BROKEN);
	ck_assert_int_eq(gateway.writes, 0);
	ck_assert(!req.begun);
}
END_TEST

START_TEST(a_second_answer_is_broken)
{
	ck_assert_int_eq(response_empty(&req, 204), RESULT_OK);
	ck_assert_int_eq(response_empty(&req, 204), RESULT_BROKEN);
	ck_assert_int_eq(answer_json(200), RESULT_BROKEN);
	ck_assert_int_eq(response_bytes(&req, 200, "text/plain", "a", 1),
	    RESULT_BROKEN);
	ck_assert_int_eq(response_begin(&req, 200, "text/plain", 1),
	    RESULT_BROKEN);
	ck_assert_int_eq(response_redirect(&req, "/"), RESULT_BROKEN);
	ck_assert_int_eq(gateway.writes, 1);
	ck_assert_int_eq(req.status, 204);
}
END_TEST

START_TEST(json_that_is_cut_is_not_sent)
{
	struct writer writer = written(1);

	writer.failed = true;
	ck_assert_int_eq(response_json(&req, 200, &writer), RESULT_TRY_AGAIN);
	ck_assert_int_eq(gateway.writes, 0);
	ck_assert(!req.begun);
}
END_TEST

START_TEST(a_gone_client_is_told)
{
	gateway.gone = true;
	ck_assert_int_eq(answer_json(200), RESULT_HUNG_UP);
	req.begun = false;
	ck_assert_int_eq(response_begin(&req, 200, "text/plain", 1),
	    RESULT_HUNG_UP);
	ck_assert_str_eq(req.rule, "response: write");
}
END_TEST

static void
add_answers(Suite *suite)
{
	TCase *answers = tcase_create("answers");

	tcase_add_checked_fixture(answers, setup, teardown);
	tcase_add_test(answers, json_has_its_head);
	tcase_add_test(answers, no_answer_of_what_was_misread);
	tcase_add_test(answers, a_long_head_goes_whole);
	tcase_add_test(answers, bytes_go_as_they_are);
	tcase_add_test(answers, no_bytes_are_a_body_too);
	tcase_add_test(answers, empty_has_neither_type_nor_length);
	tcase_add_test(answers, begin_is_the_head_alone);
	tcase_add_test(answers, redirect_is_303);
	tcase_add_test(answers, head_is_answered_without_body);
	suite_add_tcase(suite, answers);
}

static Suite *
suite(void)
{
	Suite *suite = suite_create("response");
	TCase *failures = tcase_create("problems");
	TCase *abuse = tcase_create("abuse");

	add_answers(suite);
	tcase_add_checked_fixture(failures, setup, teardown);
	tcase_add_test(failures, a_problem_byte_for_byte);
	tcase_add_loop_test(failures, each_failure_has_its_problem, 0,
	    LENGTH(problems));
	tcase_add_test(failures, a_begun_answer_gets_no_problem);
	tcase_add_test(failures, who_hung_up_gets_nothing);
	tcase_add_test(failures, used_up_memory_leaves_a_bare_head);
	suite_add_tcase(suite, failures);
	tcase_add_checked_fixture(abuse, setup, teardown);
	tcase_add_test(abuse, headers_have_one_line);
	tcase_add_test(abuse, redirects_stay_on_the_site);
	tcase_add_test(abuse, a_second_answer_is_broken);
	tcase_add_test(abuse, json_that_is_cut_is_not_sent);
	tcase_add_test(abuse, a_gone_client_is_told);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
