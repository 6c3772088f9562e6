/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: one flat object of RFC 8259, whole and nothing else, becomes a typed
 * struct; what json-c would forgive is refused, and the rule names no data.
 */
#include "core/json.h"

#include <stdio.h>
#include <string.h>

#include "check_run.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define UUID "0f1e2d3c-4b5a-4978-8a9b-acbdcedfe0f1"

struct input {
	const char *words;
	int64_t limit;
	bool fresh;
	struct uuid_field within;
};

static const struct field fields[] = {
	{"words", FIELD_TEXT, offsetof(struct input, words), false, 1, 5, NULL},
	{"limit", FIELD_INT, offsetof(struct input, limit), true, 1, 100,
	    NULL},
	{"fresh", FIELD_BOOL, offsetof(struct input, fresh), false, 0, 0, NULL},
	{"case", FIELD_UUID, offsetof(struct input, within), false, 0, 0,
	    NULL}};

static struct pool *pool;
static struct input input;
static const char *rule;

static void
setup(void)
{
	pool = pool_new(65536);
	input = (struct input){.words = "as it was"};
	rule = NULL;
}

static void
teardown(void)
{
	pool_free(pool);
}

static enum result
read_json(const char *text, size_t length)
{
	return json_read(text, length, fields, LENGTH(fields), pool, &input,
	    &rule);
}

START_TEST(all_types_are_read)
{
	static const char text[] = " {\"fresh\" : true, \"case\":\"" UUID "\","
	    "\r\n\t\"limit\":7,\"words\":\"a:\\\"{\"} ";

	ck_assert_int_eq(read_json(text, strlen(text)), RESULT_OK);
	ck_assert_int_eq(input.limit, 7);
	ck_assert(input.fresh);
	ck_assert(input.within.given);
	ck_assert_uint_eq(input.within.uuid.bytes[15], 0xf1);
	ck_assert_str_eq(input.words, "a:\"{");
}
END_TEST

START_TEST(an_absent_field_stays)
{
	ck_assert_int_eq(read_json("{\"limit\":1}", 11), RESULT_OK);
	ck_assert_str_eq(input.words, "as it was");
	ck_assert(!input.within.given);
}
END_TEST

static const struct {
	const char *text, *words;
} strings[] = {
	{"{\"limit\":1,\"words\":\"\\u00e6\\u00F8\"}", "\xC3\xA6\xC3\xB8"},
	{"{\"limit\":1,\"words\":\"\xC3\xA6\"}", "\xC3\xA6"},
	{"{\"limit\":1,\"words\":\"\\ud83d\\udcc4\"}", "\xF0\x9F\x93\x84"},
	{"{\"limit\":1,\"words\":\"\\\\u000\"}", "\\u000"},
	{"{\"limit\":1,\"\\u0077ords\":\"b\"}", "b"}};

START_TEST(strings_are_decoded_once)
{
	ck_assert_int_eq(read_json(strings[_i].text, strlen(strings[_i].text)),
	    RESULT_OK);
	ck_assert_str_eq(input.words, strings[_i].words);
}
END_TEST

/* The text needs no NUL, and the strings outlive it. */
START_TEST(the_text_is_borrowed)
{
	char text[] = "{\"limit\":9,\"words\":\"abc\"}!";

	ck_assert_int_eq(read_json(text, strlen(text) - 1), RESULT_OK);
	memset(text, 'x', sizeof(text));
	ck_assert_str_eq(input.words, "abc");
}
END_TEST

START_TEST(an_unknown_name_is_told_when_it_is_one)
{
	static const char *const unnamed[] = {"{\"limit\":7}", "[]", "{",
	    "{\"6101893012\":1}", "{\"Anna\":1}", "{\"\":1}"};

	const char *named = "{\"limit\":7,\"paper_size\":1}";

	ck_assert_str_eq(json_unknown(named, strlen(named), fields,
	    LENGTH(fields), pool), "paper_size");
	for (size_t i = 0; i < sizeof(unnamed) / sizeof(unnamed[0]); i++)
		ck_assert_ptr_null(json_unknown(unnamed[i], strlen(unnamed[i]),
		    fields, LENGTH(fields), pool));
}
END_TEST

START_TEST(no_fields_want_an_empty_object)
{
	ck_assert_int_eq(json_read("{}", 2, NULL, 0, pool, NULL, &rule),
	    RESULT_OK);
	ck_assert_int_eq(json_read("{\"a\":1}", 7, NULL, 0, pool, NULL, &rule),
	    RESULT_BAD_INPUT);
	ck_assert_str_eq(rule, "unknown field");
}
END_TEST

#define BYTES(literal, rule) {literal, sizeof(literal) - 1, rule}
#define GRAMMAR "one object, RFC 8259"
#define HALF "no half of a surrogate pair, RFC 8259 section 8.2"
#define RAW "no control character in a string, RFC 8259 section 7"

static const struct {
	const char *text;
	size_t length;
	const char *rule;
} bad[] = {
	BYTES("", GRAMMAR), BYTES(" ", GRAMMAR), BYTES("[]", GRAMMAR),
	BYTES("null", GRAMMAR), BYTES("7", GRAMMAR), BYTES("\"a\"", GRAMMAR),
	BYTES("{\"limit\":7", GRAMMAR), BYTES("{\"limit\":7}}", GRAMMAR),
	BYTES("{\"limit\":7}{}", GRAMMAR), BYTES("{\"limit\":7}a", GRAMMAR),
	BYTES("{\"limit\":7,}", GRAMMAR), BYTES("{'limit':7}", GRAMMAR),
	BYTES("{\"limit\":7,\"words\":'a'}", GRAMMAR),
	BYTES("{limit:7}", GRAMMAR), BYTES("{\"limit\":07}", GRAMMAR),
	BYTES("{\"limit\":+7}", GRAMMAR), BYTES("{\"limit\":TRUE}", GRAMMAR),
	BYTES("{\"limit\":NaN}", GRAMMAR),
	BYTES("/* a */{\"limit\":7}", GRAMMAR),
	BYTES("{\"limit\":7}\0", "UTF-8 without NUL"),
	BYTES("{\"limit\":7,\"words\":\"\xFF\"}", "UTF-8 without NUL"),
	BYTES("{\"limit\":7,\"words\":\"\xC0\x80\"}", "UTF-8 without NUL"),
	BYTES("{\"limit\":7,\"words\":\"a\0\"}", "UTF-8 without NUL"),
	BYTES("{\"limit\":7,\"words\":\"a\\u0000\"}", "no NUL"),
	BYTES("{\"limit\":7,\"a\\u0000\":1}", "no NUL"),
	BYTES("{\"limit\":7,\"words\":\"\\ud800\"}", HALF),
	BYTES("{\"limit\":7,\"words\":\"\\uDBFFa\"}", HALF),
	BYTES("{\"limit\":7,\"words\":\"\\udc00\"}", HALF),
	BYTES("{\"limit\":7,\"words\":\"\\uDFFF\\ud800\"}", HALF),
	BYTES("{\"limit\":7,\"words\":\"\\ud83d\\u0041\"}", HALF),
	BYTES("{\"limit\":7,\"words\":\"\\ud83d\\ud83d\\ude00\"}", HALF),
	BYTES("{\"limit\":7,\"words\":\"\\\\\\ud800\"}", HALF),
	BYTES("{\"limit\":7,\"\\ud800\":1}", HALF),
	BYTES("{\"limit\":7,\"words\":\"a\nb\"}", RAW),
	BYTES("{\"limit\":7,\"words\":\"\t\"}", RAW),
	BYTES("{\"limit\":7,\"words\":\"\r\"}", RAW),
	BYTES("{\"limit\":7,\"words\":\"\x1f\"}", RAW),
	BYTES("{\"limit\":7,\"a\n\":1}", RAW),
	BYTES("{\"limit\":7,\"limit\":7}", "a field is given twice"),
	BYTES("{\"limit\":7,\"\\u006cimit\":8}", "a field is given twice"),
	BYTES("{\"limit\":7,\"secret\":1}", "unknown field"),
	BYTES("{\"limit\":7,\"Limit\":1}", "unknown field"),
	BYTES("{}", "limit: is required"),
	BYTES("{\"words\":\"a\"}", "limit: is required"),
	BYTES("{\"limit\":0}", "limit: 1 to 100"),
	BYTES("{\"limit\":101}", "limit: 1 to 100"),
	BYTES("{\"limit\":99999999999999999999}", "limit: 1 to 100"),
	BYTES("{\"limit\":\"7\"}", "limit: not a string"),
	BYTES("{\"limit\":7,\"fresh\":\"true\"}", "fresh: not a string"),
	BYTES("{\"limit\":true}", "limit: "),
	BYTES("{\"limit\":7.0}", "limit: a string, a number, true or false"),
	BYTES("{\"limit\":null}", "limit: a string, a number, true or false"),
	BYTES("{\"limit\":[7]}", "limit: a string, a number, true or false"),
	BYTES("{\"limit\":{\"limit\":7}}", "limit: a string"),
	BYTES("{\"limit\":7,\"words\":7}", "words: "),
	BYTES("{\"limit\":7,\"words\":\"\"}", "words: "),
	BYTES("{\"limit\":7,\"words\":\"abcdef\"}", "words: "),
	BYTES("{\"limit\":7,\"words\":\"a\\u0007\"}", "words: "),
	BYTES("{\"limit\":7,\"case\":\"1\"}", "case: ")};

/* A whole pair is one character, and an escape is no newline. */
START_TEST(escapes_are_read)
{
	static const struct {
		const char *text, *words;
	} good[] = {{"\\ud83d\\ude00", "\xF0\x9F\x98\x80"},
	    {"\\uD83D\\uDE00!", "\xF0\x9F\x98\x80!"},
	    {"\\\\ud80", "\\ud80"}, {"\\u00e6", "\xC3\xA6"},
	    {"\\uFFFD", "\xEF\xBF\xBD"}, {"\\ud7ff", "\xED\x9F\xBF"},
	    {"\\ue000", "\xEE\x80\x80"}};

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++) {
		char text[100];
		int length = snprintf(text, sizeof(text),
		    "{\"limit\":7,\"words\":\"%s\"}", good[i].text);
		ck_assert_msg(read_json(text, (size_t)length) == RESULT_OK,
		    "%s: %s", text, rule);
		ck_assert_str_eq(input.words, good[i].words);
	}
}
END_TEST

START_TEST(texts_of_a_list_too)
{
	static const char *const lists[] = {"[\"\\ud800\"]", "[\"a\nb\"]",
	    "[\"\\u0000\"]", "['a']"};
	const char *const *texts;
	size_t count;

	for (size_t i = 0; i < sizeof(lists) / sizeof(lists[0]); i++)
		ck_assert_int_eq(json_read_texts(lists[i], strlen(lists[i]),
		    pool, &texts, &count, &rule), RESULT_BAD_INPUT);
	ck_assert_int_eq(json_read_texts("[\"a\",\"b\"]", 9, pool, &texts,
	    &count, &rule), RESULT_OK);
	ck_assert_uint_eq(count, 2);
	ck_assert_str_eq(texts[1], "b");
}
END_TEST

START_TEST(all_else_is_bad_input)
{
	ck_assert_int_eq(read_json(bad[_i].text, bad[_i].length),
	    RESULT_BAD_INPUT);
	ck_assert_ptr_nonnull(rule);
	ck_assert_msg(strncmp(rule, bad[_i].rule, strlen(bad[_i].rule)) == 0,
	    "%s: %s", bad[_i].text, rule);
	ck_assert_ptr_null(strstr(rule, "secret"));
}
END_TEST

/* Text of lists in lists: depth counts the object too. */
static size_t
nested(char *to, int lists)
{
	char *at = to + sprintf(to, "{\"words\":");

	for (int i = 0; i < lists; i++)
		*at++ = '[';
	for (int i = 0; i < lists; i++)
		*at++ = ']';
	*at++ = '}';
	return (size_t)(at - to);
}

START_TEST(depth_is_limited)
{
	static char text[200100];
	size_t length = nested(text, JSON_DEPTH_MOST - 2);

	ck_assert_int_eq(read_json(text, length), RESULT_BAD_INPUT);
	ck_assert_str_ne(rule, "depth at most 16");
	length = nested(text, JSON_DEPTH_MOST);
	ck_assert_int_eq(read_json(text, length), RESULT_BAD_INPUT);
	ck_assert_str_eq(rule, "depth at most 16");
	length = nested(text, 100000);
	ck_assert_int_eq(read_json(text, length), RESULT_BAD_INPUT);
	ck_assert_str_eq(rule, "depth at most 16");
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("json");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_test(core, all_types_are_read);
	tcase_add_test(core, an_absent_field_stays);
	tcase_add_loop_test(core, strings_are_decoded_once, 0,
	    LENGTH(strings));
	tcase_add_test(core, escapes_are_read);
	tcase_add_test(core, the_text_is_borrowed);
	tcase_add_test(core, an_unknown_name_is_told_when_it_is_one);
	tcase_add_test(core, no_fields_want_an_empty_object);
	suite_add_tcase(suite, core);
	tcase_add_checked_fixture(abuse, setup, teardown);
	tcase_add_loop_test(abuse, all_else_is_bad_input, 0, LENGTH(bad));
	tcase_add_test(abuse, depth_is_limited);
	tcase_add_test(abuse, texts_of_a_list_too);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
