/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a handler begins where the request is lawful; what is not lawful ends
 * in one problem, in the fixed order of preconditions, before any handler.
 */
#include "core/route.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "check_run.h"
#include "core/conf.h"
#include "fake_gateway.h"
#include "core/log.h"
#include "core/response.h"
#include "core/vault.h"

#define COOKIE "__Host-minsag"
#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define UUID "0f1e2d3c-4b5a-4978-8a9b-acbdcedfe0f1"
#define KEY "000102030405060708090a0b0c0d0e0f" \
	"101112131415161718191a1b1c1d1e1f"
#define OTHER_KEY "ff0102030405060708090a0b0c0d0e0f" \
	"101112131415161718191a1b1c1d1e1f"

static struct gateway gateway;
static struct pool *pool;
static struct token_ring *ring;
static struct conf conf;
static struct worker_shared shared;
static struct request req;
static int handled;
static char cookie[400];

/* ---- Handlers ---- */

static enum result
show(struct request *r)
{
	struct writer writer;

	handled++;
	writer_begin(&writer, r->pool);
	writer_open(&writer, '{');
	writer_key(&writer, "body");
	writer_text_length(&writer, r->body, r->body_length);
	writer_close(&writer, '}');
	return response_json(r, 200, &writer);
}

static enum result
nothing(struct request *r)
{
	(void)r;
	handled++;
	return RESULT_OK;
}

static enum result
twice(struct request *r)
{
	enum result result = response_empty(r, 204);

	handled++;
	return result != RESULT_OK ? result : response_empty(r, 204);
}

static enum result
split(struct request *r)
{
	handled++;
	return response_header(r, "X-Test", "a\r\nSet-Cookie: b=c");
}

static enum result
redirect(struct request *r)
{
	handled++;
	return response_redirect(r, r->body_length > 0 ? r->body : "/a?b=c");
}

static enum result
greedy(struct request *r)
{
	handled++;
	while (pool_alloc(r->pool, 64) != NULL)
		;
	return request_fail(r, RESULT_TRY_AGAIN, "memory");
}

struct input {
	int64_t limit;
};

static enum result
fields(struct request *r)
{
	static const struct field table[] = {{"limit", FIELD_INT,
	    offsetof(struct input, limit), true, 1, 100, NULL}};
	struct input input = {0};
	enum result result;

	handled++;
	if (strcmp(r->method, "GET") == 0)
		result = strcmp(r->path, "/known") == 0
		    ? request_query_known(r, table, 1, &input)
		    : request_query(r, table, 1, &input);
	else if (strcmp(r->path, "/form") == 0)
		result = request_form(r, table, 1, &input);
	else
		result = request_json(r, table, 1, &input);
	if (result != RESULT_OK)
		return result;
	ck_assert_int_eq(input.limit, 7);
	return response_empty(r, 204);
}

static const struct route rows[] = {
	{"GET", "/open", WHO_NOBODY, LEVEL_NONE, false, 0, show, NULL, ""},
	{"GET", "/mine", WHO_CITIZEN, LEVEL_SUBSTANTIAL, false, 0, show, NULL,
	    ""},
	{"POST", "/mine", WHO_CITIZEN, LEVEL_SUBSTANTIAL, true, 16, show, NULL,
	    ""},
	{"GET", "/c/{uuid}", WHO_NOBODY, LEVEL_NONE, false, 0, show, NULL, ""},
	{"GET", "/nothing", WHO_NOBODY, LEVEL_NONE, false, 0, nothing, NULL,
	    ""},
	{"GET", "/twice", WHO_NOBODY, LEVEL_NONE, false, 0, twice, NULL, ""},
	{"GET", "/split", WHO_NOBODY, LEVEL_NONE, false, 0, split, NULL, ""},
	{"POST", "/redirect", WHO_NOBODY, LEVEL_NONE, false, 64, redirect,
	    NULL, ""},
	{"GET", "/greedy", WHO_NOBODY, LEVEL_NONE, false, 0, greedy, NULL, ""},
	{"GET", "/fields", WHO_NOBODY, LEVEL_NONE, false, 0, fields, NULL, ""},
	{"GET", "/known", WHO_NOBODY, LEVEL_NONE, false, 0, fields, NULL, ""},
	{"POST", "/form", WHO_NOBODY, LEVEL_NONE, false, 64, fields, NULL, ""},
	{"POST", "/json", WHO_NOBODY, LEVEL_NONE, false, 64, fields, NULL, ""},
};
static const char *const always[] = {"X-Always", "yes", NULL};
static const struct route_table later = {.program = "later", .rows = rows,
    .count = LENGTH(rows), .headers = always, .body_later = true};
static const struct route_table table = {.program = "check",
    .rows = rows, .count = LENGTH(rows)};

/* ---- The request under test ---- */

static void
make_cookie(const char *key, enum level level, int seconds)
{
	struct token_claims claims = {.issued = time(NULL) - 1000,
	    .expires = time(NULL) + seconds, .level = level};
	char ring_text[80], text[TOKEN_TEXT_SIZE];
	struct token_ring *with;

	snprintf(ring_text, sizeof(ring_text), "1 %s\n", key);
	ck_assert_int_eq(token_ring_parse(ring_text, strlen(ring_text), &with),
	    RESULT_OK);
	ck_assert_int_eq(token_seal(with, TOKEN_CITIZEN, &claims, text), RESULT_OK);
	token_ring_free(with);
	snprintf(cookie, sizeof(cookie), "a=b; " COOKIE "=%s",
	    text);
	fake_parameter(&gateway, "HTTP_COOKIE", cookie);
}

static void
setup(void)
{
	ck_assert_int_eq(vault_start(), RESULT_OK);
	log_open("check", LOG_LEVEL_ERROR);
	memset(&gateway, 0, sizeof(gateway));
	pool = pool_new(32768);
	ck_assert_int_eq(token_ring_parse("1 " KEY "\n", strlen(KEY) + 3,
	    &ring), RESULT_OK);
	conf.base_path = strdup("");
	conf.origin = strdup("https://minsag.example");
	shared = (struct worker_shared){.conf = &conf, .ring = ring};
	req = (struct request){.gateway = &gateway, .pool = pool,
	    .shared = &shared};
	handled = 0;
	fake_parameter(&gateway, "REQUEST_ID",
	    "0123456789abcdef0123456789abcdef");
}

static void
teardown(void)
{
	free(conf.base_path);
	free(conf.origin);
	token_ring_free(ring);
	pool_free(pool);
}

static void
body(const char *text)
{
	static char length[24];

	snprintf(length, sizeof(length), "%zu", strlen(text));
	gateway.body = text;
	gateway.body_left = strlen(text);
	fake_parameter(&gateway, "CONTENT_LENGTH", length);
}

/* Dispatches and says the status that the answer begins with. */
static int
ask_of(const struct route_table *routes, const char *method, const char *uri)
{
	fake_parameter(&gateway, "REQUEST_METHOD", method);
	fake_parameter(&gateway, "REQUEST_URI", uri);
	gateway.answer_length = 0;
	gateway.answer[0] = '\0';
	gateway.writes = 0;
	route_dispatch(routes, &req);
	pool_clear(pool);
	return strncmp(gateway.answer, "Status: ", 8) == 0
	    ? atoi(gateway.answer + 8) : 0;
}

static int
ask(const char *method, const char *uri)
{
	return ask_of(&table, method, uri);
}

static bool
answered(const char *part)
{
	return strstr(gateway.answer, part) != NULL;
}

/* ---- Paths and methods ---- */

START_TEST(answer_is_one_write_with_its_head)
{
	ck_assert_int_eq(ask("GET", "/open"), 200);
	ck_assert_int_eq(gateway.writes, 1);
	ck_assert_str_eq(gateway.answer, "Status: 200\r\n"
	    "Content-Type: application/json\r\nContent-Length: 11\r\n"
	    "Cache-Control: no-store\r\nX-Content-Type-Options: nosniff\r\n"
	    "\r\n{\"body\":\"\"}");
}
END_TEST

START_TEST(head_has_no_body)
{
	ck_assert_int_eq(ask("HEAD", "/open"), 200);
	ck_assert(answered("Content-Length: 11\r\n"));
	ck_assert(answered("nosniff\r\n\r\n"));
	ck_assert(!answered("body"));
	ck_assert_int_eq(ask("HEAD", "/nowhere"), 404);
	ck_assert(!answered("urn:"));
}
END_TEST

START_TEST(unknown_path_is_a_problem)
{
	ck_assert_int_eq(ask("GET", "/nowhere"), 404);
	ck_assert(answered("Content-Type: application/problem+json\r\n"));
	ck_assert(answered("\"type\":\"urn:minsag:problem:not-found\""));
	ck_assert(answered("\"status\":404"));
	ck_assert(answered("\"rule\":\"path\""));
	ck_assert(answered(
	    "\"request_id\":\"0123456789abcdef0123456789abcdef\""));
	ck_assert_int_eq(ask("GET", "/open/"), 404);
	ck_assert_int_eq(ask("GET", "/c/1"), 404);
	ck_assert_int_eq(handled, 0);
}
END_TEST

START_TEST(wrong_method_names_the_right_ones)
{
	ck_assert_int_eq(ask("DELETE", "/mine"), 405);
	ck_assert(answered("Allow: GET, HEAD, POST\r\n"));
	ck_assert_int_eq(ask("POST", "/open"), 405);
	ck_assert(answered("Allow: GET, HEAD\r\n"));
	ck_assert_int_eq(ask("GET", "/form"), 405);
	ck_assert(answered("Allow: POST\r\n"));
	ck_assert_int_eq(ask("OPTIONS", "/open"), 405);
	ck_assert_int_eq(ask("get", "/open"), 405);
	ck_assert_int_eq(ask("HEAD", "/form"), 405);
	ck_assert_int_eq(handled, 0);
}
END_TEST

START_TEST(bad_targets_are_bad_input)
{
	static const char *const uris[] = {"/open/..", "/%2e%2e/open", "//open",
	    "/op%65n%00", "/o%2Fpen", "/%FF", "/open#a", "open", "*"};

	for (size_t i = 0; i < LENGTH(uris); i++)
		ck_assert_int_eq(ask("GET", uris[i]), 400);
	fake_parameter(&gateway, "REQUEST_URI", NULL);
	ck_assert_int_eq(ask("GET", NULL), 400);
	ck_assert_int_eq(handled, 0);
}
END_TEST

START_TEST(base_path_is_taken_off)
{
	free(conf.base_path);
	conf.base_path = strdup("/minsag");
	ck_assert_int_eq(ask("GET", "/minsag/open"), 200);
	ck_assert_int_eq(ask("GET", "/open"), 404);
}
END_TEST

START_TEST(variables_are_read)
{
	char text[UUID_TEXT_LENGTH + 1];

	ck_assert_int_eq(ask("GET", "/c/" UUID), 200);
	ck_assert_int_eq(req.variable_count, 1);
	uuid_format(req.variables[0], text);
	ck_assert_str_eq(text, UUID);
}
END_TEST

START_TEST(language_is_chosen)
{
	fake_parameter(&gateway, "HTTP_ACCEPT_LANGUAGE", "en");
	ck_assert_int_eq(ask("GET", "/nowhere"), 404);
	ck_assert(answered(result_row(RESULT_NOT_FOUND)->title_en));
	ck_assert_int_eq(ask("GET", "/nowhere?a=b&lang=da"), 404);
	ck_assert(answered(result_row(RESULT_NOT_FOUND)->title_da));
}
END_TEST

START_TEST(foreign_request_id_is_dropped)
{
	fake_parameter(&gateway, "REQUEST_ID", "\"},evil");
	ck_assert_int_eq(ask("GET", "/nowhere"), 404);
	ck_assert(answered("\"request_id\":\"-\""));
}
END_TEST

/* ---- Turns ---- */

static void *
idle_gateway(void)
{
	return calloc(1, sizeof(struct gateway));
}

static bool
stays(void *at)
{
	(void)at;
	return false;
}

/* For a session that may have so many requests at once. */
static void
make_turns(int at_once)
{
	const struct turns_options options = {.threads = 2, .waiting = 8,
	    .new = idle_gateway, .free = free, .gone = stays};

	conf.session_requests = at_once;
	shared.turns = turns_new(&options);
	ck_assert_ptr_nonnull(shared.turns);
	make_cookie(KEY, LEVEL_SUBSTANTIAL, 100);
}

/* The next request: what was asked before is under way or waits. */
static void
next_request(void)
{
	req.has_turn = false;
	req.gateway = &gateway;
}

START_TEST(a_session_waits_for_its_turn)
{
	struct turn first;
	void *at = idle_gateway();

	make_turns(1);
	ck_assert_int_eq(ask("GET", "/mine"), 200);
	ck_assert(req.has_turn && !req.waits);
	first = req.turn;
	next_request();
	ck_assert_int_eq(ask("GET", "/mine"), 0);
	ck_assert(!req.has_turn && req.waits);
	ck_assert_ptr_ne(req.gateway, &gateway);
	ck_assert_int_eq(handled, 1);
	free(req.gateway);
	ck_assert(turns_end(shared.turns, &first, &at));
	ck_assert_ptr_eq(at, &gateway);
	req.gateway = at;
	req.has_turn = true;
	ck_assert_int_eq(ask("GET", "/mine"), 200);
	ck_assert(req.has_turn && !req.waits);
	at = idle_gateway();
	ck_assert(!turns_end(shared.turns, &first, &at));
	free(at);
	turns_free(shared.turns);
}
END_TEST

START_TEST(who_is_refused_or_nobody_takes_no_turn)
{
	make_turns(1);
	ck_assert_int_eq(ask("GET", "/open"), 200);
	ck_assert(!req.has_turn);
	fake_parameter(&gateway, "HTTP_ORIGIN", "https://evil.example");
	ck_assert_int_eq(ask("POST", "/mine"), 403);
	ck_assert(!req.has_turn);
	make_cookie(KEY, LEVEL_SUBSTANTIAL, -1);
	ck_assert_int_eq(ask("GET", "/mine"), 401);
	ck_assert(!req.has_turn);
	turns_free(shared.turns);
}
END_TEST

START_TEST(what_is_dear_is_worked_on_alone)
{
	static const struct route_table dear = {.program = "check",
	    .rows = rows, .count = LENGTH(rows), .alone = "/mine"};
	struct turn first;
	void *at = idle_gateway();

	make_turns(100);
	ck_assert_int_eq(ask_of(&dear, "GET", "/mine"), 200);
	first = req.turn;
	for (int i = 0; i < 2; i++) {
		next_request();
		ck_assert_int_eq(ask_of(&dear, "GET", "/mine"), 0);
		ck_assert(req.waits);
		free(req.gateway);
	}
	next_request();
	ck_assert_int_eq(ask_of(&dear, "GET", "/mine"), 503);
	ck_assert(answered("turn: too many"));
	for (int i = 0; i < 2; i++) {
		ck_assert(turns_end(shared.turns, &first, &at));
		at = idle_gateway();
	}
	ck_assert(!turns_end(shared.turns, &first, &at));
	free(at);
	turns_free(shared.turns);
}
END_TEST

/* ---- Session, level, origin ---- */

START_TEST(token_opens_the_door)
{
	make_cookie(KEY, LEVEL_SUBSTANTIAL, 100);
	ck_assert_int_eq(ask("GET", "/mine"), 200);
	ck_assert(req.has_session);
	make_cookie(KEY, LEVEL_HIGH, 100);
	ck_assert_int_eq(ask("GET", "/mine"), 200);
	ck_assert_int_eq(handled, 2);
}
END_TEST

START_TEST(no_lawful_token_is_401)
{
	static const char *const cookies[] = {NULL, "", "a=b",
	    COOKIE "=", COOKIE "=AAAA", COOKIE "=\xC3", "__host-minsag=AAAA"};

	for (size_t i = 0; i < LENGTH(cookies); i++) {
		fake_parameter(&gateway, "HTTP_COOKIE", cookies[i]);
		ck_assert_int_eq(ask("GET", "/mine"), 401);
	}
	make_cookie(OTHER_KEY, LEVEL_HIGH, 100);
	ck_assert_int_eq(ask("GET", "/mine"), 401);
	make_cookie(KEY, LEVEL_HIGH, -10);
	ck_assert_int_eq(ask("GET", "/mine"), 401);
	ck_assert_int_eq(handled, 0);
}
END_TEST

/* The value of a cookie that opens, for a session of its own. */
static const char *
sealed(unsigned char key, const char *realm, int seconds)
{
	static char texts[4][TOKEN_TEXT_SIZE];
	static int next;
	struct token_claims claims = {.issued = time(NULL) - 1000,
	    .expires = time(NULL) + seconds, .level = LEVEL_HIGH,
	    .session_key = {key}};
	char *text = texts[next++ % 4];

	ck_assert_int_eq(token_seal(ring, realm, &claims, text), RESULT_OK);
	return text;
}

static int
ask_with_two(const char *uri, const char *name, const char *one,
    const char *other)
{
	static char two[1000];

	snprintf(two, sizeof(two), "%s=%s; %s=%s", name, one, name, other);
	fake_parameter(&gateway, "HTTP_COOKIE", two);
	return ask("GET", uri);
}

START_TEST(of_two_cookies_the_one_that_opens_counts)
{
	const char *good = sealed(1, TOKEN_CITIZEN, 100);

	ck_assert_int_eq(ask_with_two("/mine", COOKIE, good, "AAAA"), 200);
	ck_assert_int_eq(ask_with_two("/mine", COOKIE, "", good), 200);
	ck_assert_int_eq(ask_with_two("/mine", COOKIE, "a b", good), 200);
	ck_assert_int_eq(ask_with_two("/mine", COOKIE, good, good), 200);
	ck_assert_int_eq(ask_with_two("/mine", COOKIE, good,
	    sealed(1, TOKEN_CITIZEN, 200)), 200);
	ck_assert_int_eq(ask_with_two("/mine", COOKIE, good,
	    sealed(2, TOKEN_CITIZEN, -1)), 200);
	ck_assert(req.had_session);
	ck_assert_int_eq(ask_with_two("/mine", COOKIE, good,
	    sealed(2, TOKEN_LOGIN, 100)), 200);
	ck_assert(!answered("Set-Cookie"));
}
END_TEST

START_TEST(of_two_that_open_none_counts)
{
	ck_assert_int_eq(ask_with_two("/mine", COOKIE, sealed(1, TOKEN_CITIZEN, 100),
	    sealed(2, TOKEN_CITIZEN, 100)), 401);
	ck_assert(answered("Set-Cookie: " COOKIE "=; Path=/; Secure; "
	    "HttpOnly; SameSite=Lax; Max-Age=0\r\n"));
	ck_assert_int_eq(handled, 0);
}
END_TEST

/* Whoever set the other one, on this host or a parent of it, at this path or
 * above: it goes, so that the next log-in is not refused again. */
START_TEST(under_a_path_both_go)
{
	free(conf.base_path);
	conf.base_path = strdup("/a");
	static const char *const paths[] = {"/", "/a", "/a/", "/a/mine"};
	ck_assert_int_eq(ask_with_two("/a/mine", "__Secure-minsag",
	    sealed(1, TOKEN_CITIZEN, 100), "AAAA"), 200);
	ck_assert_int_eq(ask_with_two("/a/mine", "__Secure-minsag",
	    sealed(1, TOKEN_CITIZEN, 100), sealed(2, TOKEN_CITIZEN, 100)),
	    401);
	for (size_t i = 0; i < LENGTH(paths); i++) {
		char line[200];
		snprintf(line, sizeof(line), "__Secure-minsag=; Path=%s; "
		    "Secure; ", paths[i]);
		ck_assert_msg(answered(line), "%s", line);
		snprintf(line, sizeof(line), "__Secure-minsag=; Path=%s; "
		    "Domain=minsag.example; Secure; ", paths[i]);
		ck_assert_msg(answered(line), "%s", line);
	}
}
END_TEST

START_TEST(a_token_for_another_realm_is_none)
{
	static char header[300];

	snprintf(header, sizeof(header), COOKIE "=%s",
	    sealed(1, TOKEN_LOGIN, 100));
	fake_parameter(&gateway, "HTTP_COOKIE", header);
	ck_assert_int_eq(ask("GET", "/mine"), 401);
	ck_assert_int_eq(handled, 0);
}
END_TEST

START_TEST(low_level_is_denied)
{
	make_cookie(KEY, LEVEL_LOW, 100);
	ck_assert_int_eq(ask("GET", "/mine"), 403);
	ck_assert(answered("level"));
	ck_assert_int_eq(handled, 0);
}
END_TEST

/* nginx lets 32 KiB of headers through (limits-early.conf). */
START_TEST(cookies_of_others_do_not_matter)
{
	static char many[32768];

	make_cookie(KEY, LEVEL_HIGH, 100);
	memset(many, 'a', sizeof(many));
	many[1] = '=';
	snprintf(many + sizeof(many) - strlen(cookie) - 3,
	    strlen(cookie) + 3, "; %s", cookie);
	fake_parameter(&gateway, "HTTP_COOKIE", many);
	ck_assert_int_eq(ask("GET", "/mine"), 200);
	ck_assert_int_eq(ask("GET", "/open"), 200);
}
END_TEST

START_TEST(people_get_a_page)
{
	static const struct route_table people = {.program = "check",
	    .rows = rows, .count = LENGTH(rows), .pages = true};

	fake_parameter(&gateway, "HTTP_ACCEPT", "text/html,*/*;q=0.8");
	ck_assert_int_eq(ask("GET", "/none"), 404);
	ck_assert(answered("problem+json"));
	ck_assert_int_eq(ask_of(&people, "GET", "/none"), 404);
	ck_assert(answered("Content-Type: text/html; charset=utf-8\r\n"));
	ck_assert(answered("<html lang=\"da\">"));
	ck_assert(answered("href=\"/css/site.css\""));
	fake_parameter(&gateway, "HTTP_ACCEPT_LANGUAGE", "en");
	ck_assert_int_eq(ask_of(&people, "PUT", "/open"), 405);
	ck_assert(answered("Allow: GET, HEAD"));
	ck_assert(answered("<html lang=\"en\">"));
	fake_parameter(&gateway, "HTTP_ACCEPT", "application/json");
	ck_assert_int_eq(ask_of(&people, "PUT", "/open"), 405);
	ck_assert(answered("problem+json"));
}
END_TEST

static const struct {
	const char *origin, *site;
	int status;
} origins[] = {
	{"https://minsag.example", NULL, 200},
	{"https://minsag.example", "cross-site", 200},
	{NULL, "same-origin", 200}, {"null", "same-origin", 200},
	{NULL, NULL, 403}, {"null", NULL, 403}, {NULL, "same-site", 403},
	{NULL, "none", 403}, {NULL, "cross-site", 403},
	{"null", "cross-site", 403},
	{"https://minsag.example.evil", "same-origin", 403},
	{"https://evil.example", "same-origin", 403},
	{"http://minsag.example", NULL, 403},
	{"https://minsag.example:8443", NULL, 403},
	{"https://MINSAG.example", NULL, 403}};

START_TEST(origin_must_be_ours)
{
	make_cookie(KEY, LEVEL_HIGH, 100);
	fake_parameter(&gateway, "HTTP_ORIGIN", origins[_i].origin);
	fake_parameter(&gateway, "HTTP_SEC_FETCH_SITE", origins[_i].site);
	ck_assert_int_eq(ask("POST", "/mine"), origins[_i].status);
	ck_assert_int_eq(handled, origins[_i].status == 200);
}
END_TEST

START_TEST(order_of_preconditions)
{
	body("far too long for this route");
	ck_assert_int_eq(ask("POST", "/..//"), 400);
	ck_assert_int_eq(ask("PUT", "/mine"), 405);
	ck_assert_int_eq(ask("POST", "/mine"), 413);
	body("short");
	ck_assert_int_eq(ask("POST", "/mine"), 401);
	make_cookie(KEY, LEVEL_LOW, 100);
	ck_assert_int_eq(ask("POST", "/mine"), 403);
	ck_assert(answered("level"));
	make_cookie(KEY, LEVEL_HIGH, 100);
	ck_assert_int_eq(ask("POST", "/mine"), 403);
	ck_assert(answered("origin"));
	ck_assert_int_eq(handled, 0);
	ck_assert_uint_eq(gateway.body_left, 5);
	fake_parameter(&gateway, "HTTP_SEC_FETCH_SITE", "same-origin");
	ck_assert_int_eq(ask("POST", "/mine"), 200);
}
END_TEST

/* ---- Bodies and fields ---- */

START_TEST(body_is_read_whole)
{
	make_cookie(KEY, LEVEL_HIGH, 100);
	fake_parameter(&gateway, "HTTP_SEC_FETCH_SITE", "same-origin");
	body("sixteen bytes !!");
	gateway.read_most = 3;
	ck_assert_int_eq(ask("POST", "/mine"), 200);
	ck_assert(answered("{\"body\":\"sixteen bytes !!\"}"));
	body("seventeen bytes !");
	ck_assert_int_eq(ask("POST", "/mine"), 413);
}
END_TEST

START_TEST(a_table_may_leave_bodies_to_handlers)
{
	body("limit=7");
	fake_parameter(&gateway, "CONTENT_TYPE",
	    "application/x-www-form-urlencoded");
	ck_assert_int_eq(ask_of(&later, "POST", "/form"), 400);
	ck_assert_uint_eq(gateway.body_left, 7);
	ck_assert_int_eq(ask("POST", "/form"), 204);
	ck_assert_uint_eq(gateway.body_left, 0);
}
END_TEST

START_TEST(a_table_may_add_headers_to_every_answer)
{
	ck_assert_int_eq(ask_of(&later, "GET", "/open"), 200);
	ck_assert(answered("\r\nX-Always: yes\r\n"));
	ck_assert_int_eq(ask_of(&later, "GET", "/nowhere"), 404);
	ck_assert(answered("\r\nX-Always: yes\r\n"));
	ck_assert_int_eq(ask_of(&later, "GET", "/mine"), 401);
	ck_assert(answered("\r\nX-Always: yes\r\n"));
	ck_assert_int_eq(ask("GET", "/open"), 200);
	ck_assert(!answered("X-Always"));
}
END_TEST

START_TEST(short_body_hangs_up)
{
	body("limit=7");
	gateway.body_left = 3;
	fake_parameter(&gateway, "CONTENT_TYPE",
	    "application/x-www-form-urlencoded");
	ck_assert_int_eq(ask("POST", "/form"), 0);
	ck_assert_int_eq(handled, 0);
}
END_TEST

START_TEST(lengths_are_digits)
{
	static const char *const bad[] = {"-1", "+1", "1 ", "0x1", "1,1", "a"};

	for (size_t i = 0; i < LENGTH(bad); i++) {
		fake_parameter(&gateway, "CONTENT_LENGTH", bad[i]);
		ck_assert_int_eq(ask("POST", "/form"), 400);
	}
	fake_parameter(&gateway, "CONTENT_LENGTH",
	    "99999999999999999999999999");
	ck_assert_int_eq(ask("POST", "/form"), 413);
	fake_parameter(&gateway, "CONTENT_LENGTH", "18446744073709551617");
	ck_assert_int_eq(ask("POST", "/form"), 413);
	fake_parameter(&gateway, "CONTENT_LENGTH", "");
	fake_parameter(&gateway, "HTTP_TRANSFER_ENCODING", "chunked");
	ck_assert_int_eq(ask("POST", "/form"), 400);
	ck_assert_int_eq(handled, 0);
}
END_TEST

static const struct {
	const char *uri;
	int status;
	const char *rule;
} queries[] = {
	{"/fields?limit=7", 204, ""}, {"/fields?lang=en&limit=7", 204, ""},
	{"/fields", 400, "query.limit: is required"},
	{"/fields?limit=0", 400, "query.limit: 1 to 100"},
	{"/fields?limit=7&limit=7", 400, "query.limit: is given twice"},
	{"/fields?limit=7&x=1", 400, "query: unknown field"},
	{"/fields?limit=7&lang=de", 400, "query.lang: da or en"},
	{"/fields?limit=7&%3Cscript%3E", 400, "query: unknown field"},
	{"/fields?limit=%00", 400, "query: no NUL"},
	{"/fields?limit=%FF", 400, "query: UTF-8"},
	{"/fields?limit=%", 400, "query: percent-encoding"}};

START_TEST(query_is_checked)
{
	ck_assert_int_eq(ask("GET", queries[_i].uri), queries[_i].status);
	ck_assert_msg(answered(queries[_i].rule), "%s", gateway.answer);
}
END_TEST

START_TEST(types_of_bodies_are_checked)
{
	static const struct {
		const char *uri, *type, *body;
		int status;
	} posts[] = {
	    {"/form", "application/x-www-form-urlencoded", "limit=7", 204},
	    {"/form", "Application/X-WWW-form-urlencoded; charset=utf-8",
		"limit=7", 204},
	    {"/form", "application/x-www-form-urlencodedx", "limit=7", 415},
	    {"/form", NULL, "limit=7", 415},
	    {"/form", "application/json", "{\"limit\":7}", 415},
	    {"/json", "application/json", "{\"limit\":7}", 204},
	    {"/json", "application/json", "{\"limit\":7", 400},
	    {"/json", "text/json", "{\"limit\":7}", 415},
	    {"/json", "text/plain", "{\"limit\":7}", 415}};

	for (size_t i = 0; i < LENGTH(posts); i++) {
		body(posts[i].body);
		fake_parameter(&gateway, "CONTENT_TYPE", posts[i].type);
		ck_assert_int_eq(ask("POST", posts[i].uri), posts[i].status);
	}
}
END_TEST

/* ---- Handlers that go wrong ---- */

START_TEST(silent_handler_is_broken)
{
	ck_assert_int_eq(ask("GET", "/nothing"), 500);
}
END_TEST

START_TEST(second_answer_is_not_sent)
{
	ck_assert_int_eq(ask("GET", "/twice"), 204);
	ck_assert_int_eq(gateway.writes, 1);
	ck_assert(!answered("Content-Length"));
}
END_TEST

START_TEST(headers_are_not_split)
{
	ck_assert_int_eq(ask("GET", "/split"), 500);
	ck_assert(!answered("Set-Cookie"));
}
END_TEST

START_TEST(redirects_stay_on_the_site)
{
	ck_assert_int_eq(ask("POST", "/redirect"), 303);
	ck_assert(answered("Location: /a?b=c\r\n"));
	body("//evil.example/");
	ck_assert_int_eq(ask("POST", "/redirect"), 500);
	body("/\\evil.example/");
	ck_assert_int_eq(ask("POST", "/redirect"), 500);
	body("https://idp.example/?a=b");
	ck_assert_int_eq(ask("POST", "/redirect"), 303);
}
END_TEST

START_TEST(used_up_memory_still_gets_an_answer)
{
	ck_assert_int_eq(ask("GET", "/greedy"), 503);
	ck_assert_int_eq(ask("GET", "/open"), 200);
}
END_TEST

START_TEST(gone_client_gets_nothing)
{
	gateway.gone = true;
	ck_assert_int_eq(ask("GET", "/open"), 0);
	ck_assert_int_eq(ask("GET", "/nowhere"), 0);
}
END_TEST

static void
add_paths(Suite *suite)
{
	TCase *paths = tcase_create("paths");

	tcase_add_checked_fixture(paths, setup, teardown);
	tcase_add_test(paths, answer_is_one_write_with_its_head);
	tcase_add_test(paths, head_has_no_body);
	tcase_add_test(paths, unknown_path_is_a_problem);
	tcase_add_test(paths, wrong_method_names_the_right_ones);
	tcase_add_test(paths, bad_targets_are_bad_input);
	tcase_add_test(paths, base_path_is_taken_off);
	tcase_add_test(paths, variables_are_read);
	tcase_add_test(paths, language_is_chosen);
	tcase_add_test(paths, foreign_request_id_is_dropped);
	suite_add_tcase(suite, paths);
}

static Suite *
suite(void)
{
	Suite *suite = suite_create("route");
	TCase *session = tcase_create("session");
	TCase *bodies = tcase_create("bodies");
	TCase *abuse = tcase_create("abuse");

	add_paths(suite);
	tcase_add_checked_fixture(session, setup, teardown);
	tcase_add_test(session, token_opens_the_door);
	tcase_add_test(session, no_lawful_token_is_401);
	tcase_add_test(session, of_two_cookies_the_one_that_opens_counts);
	tcase_add_test(session, low_level_is_denied);
	tcase_add_test(session, cookies_of_others_do_not_matter);
	tcase_add_test(session, of_two_that_open_none_counts);
	tcase_add_test(session, under_a_path_both_go);
	tcase_add_test(session, a_token_for_another_realm_is_none);
	tcase_add_loop_test(session, origin_must_be_ours, 0, LENGTH(origins));
	tcase_add_test(session, order_of_preconditions);
	tcase_add_test(session, a_session_waits_for_its_turn);
	tcase_add_test(session, who_is_refused_or_nobody_takes_no_turn);
	tcase_add_test(session, what_is_dear_is_worked_on_alone);
	suite_add_tcase(suite, session);
	tcase_add_checked_fixture(bodies, setup, teardown);
	tcase_add_test(bodies, body_is_read_whole);
	tcase_add_test(bodies, a_table_may_leave_bodies_to_handlers);
	tcase_add_test(bodies,
	    a_table_may_add_headers_to_every_answer);
	tcase_add_test(bodies, short_body_hangs_up);
	tcase_add_test(bodies, lengths_are_digits);
	tcase_add_loop_test(bodies, query_is_checked, 0, LENGTH(queries));
	tcase_add_test(bodies, types_of_bodies_are_checked);
	suite_add_tcase(suite, bodies);
	tcase_add_checked_fixture(abuse, setup, teardown);
	tcase_add_test(abuse, people_get_a_page);
	tcase_add_test(abuse, silent_handler_is_broken);
	tcase_add_test(abuse, second_answer_is_not_sent);
	tcase_add_test(abuse, headers_are_not_split);
	tcase_add_test(abuse, redirects_stay_on_the_site);
	tcase_add_test(abuse, used_up_memory_still_gets_an_answer);
	tcase_add_test(abuse, gone_client_gets_nothing);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
