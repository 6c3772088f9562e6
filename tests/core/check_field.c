/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a field is typed and within its bounds wherever it comes from, and a
 * failure names the rule, never the data.
 */
#include "core/field.h"

#include <string.h>

#include "check_run.h"
#include "core/json.h"
#include "core/query.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define UUID "0f1e2d3c-4b5a-4978-8a9b-acbdcedfe0f1"

struct input {
	const char *words;
	int kind;
	int64_t limit;
	bool fresh;
	struct uuid_field within;
	struct date_field from;
	struct cursor after;
};

static const char *const kinds[] = {"note", "letter", NULL};
static const struct field fields[] = {
	{"words", FIELD_TEXT, offsetof(struct input, words), false, 1, 5, NULL},
	{"kind", FIELD_WORD, offsetof(struct input, kind), false, 0, 0, kinds},
	{"limit", FIELD_INT, offsetof(struct input, limit), false, 1, 100,
	    NULL},
	{"fresh", FIELD_BOOL, offsetof(struct input, fresh), false, 0, 0, NULL},
	{"case", FIELD_UUID, offsetof(struct input, within), false, 0, 0,
	    NULL},
	{"from", FIELD_DATE, offsetof(struct input, from), false, 0, 0, NULL},
	{"after", FIELD_CURSOR, offsetof(struct input, after), false, 0, 0,
	    NULL}};

static struct pool *pool;
static struct input input;

static void
setup(void)
{
	pool = pool_new(1 << 20);
	input = (struct input){.kind = -1, .limit = 20};
}

static void
teardown(void)
{
	pool_free(pool);
}

static const char *
read_field(const char *name, const char *text)
{
	int i = field_find(fields, LENGTH(fields), name, strlen(name));

	ck_assert_int_ge(i, 0);
	return field_read(&fields[i], text, strlen(text), pool, &input);
}

START_TEST(values_are_typed)
{
	ck_assert_ptr_null(read_field("words", "s\xC3\xB8g\tm"));
	ck_assert_str_eq(input.words, "s\xC3\xB8g\tm");
	ck_assert_ptr_null(read_field("kind", "letter"));
	ck_assert_int_eq(input.kind, 1);
	ck_assert_ptr_null(read_field("limit", "100"));
	ck_assert_int_eq(input.limit, 100);
	ck_assert_ptr_null(read_field("fresh", "true"));
	ck_assert(input.fresh);
	ck_assert_ptr_null(read_field("fresh", "false"));
	ck_assert(!input.fresh);
	ck_assert_ptr_null(read_field("case", UUID));
	ck_assert(input.within.given);
	ck_assert_ptr_null(read_field("from", "1970-01-02"));
	ck_assert(input.from.given);
	ck_assert_int_eq(input.from.days, 1);
}
END_TEST

static const struct {
	const char *name, *text;
} bad[] = {
	{"words", ""}, {"words", "123456"}, {"words", "a\x01"},
	{"words", "a\r"}, {"kind", ""}, {"kind", "Note"}, {"kind", "notes"},
	{"kind", "not"}, {"limit", ""}, {"limit", "0"}, {"limit", "101"},
	{"limit", "-1"}, {"limit", "+1"}, {"limit", " 1"}, {"limit", "1 "},
	{"limit", "01"}, {"limit", "1.0"}, {"limit", "1e1"}, {"limit", "0x1"},
	{"limit", "-"}, {"limit", "-0"}, {"limit", "99999999999999999999"},
	{"limit", "18446744073709551636"}, {"fresh", "1"}, {"fresh", "True"},
	{"fresh", ""}, {"case", "1"}, {"from", "2026-02-30"}, {"from", ""},
	{"after", ""}, {"after", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
	{"after", "!AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"},
	/* a time that no PostgreSQL takes */
	{"after", "f_________________AAAAAAAAAAAAAA"}};

START_TEST(bad_values_change_nothing)
{
	struct input before = input;

	ck_assert_ptr_nonnull(read_field(bad[_i].name, bad[_i].text));
	ck_assert_mem_eq(&before, &input, sizeof(input));
}
END_TEST

START_TEST(cursor_goes_there_and_back)
{
	static const int64_t times[] = {0, -1, INT64_C(1767225599999999),
	    INT64_C(-62135596800000000), INT64_C(253402300799000000)};
	struct uuid id;
	char text[CURSOR_TEXT_LENGTH + 1];

	ck_assert(uuid_parse(UUID, 36, &id));
	cursor_format(times[_i], id, text);
	ck_assert_uint_eq(strlen(text), CURSOR_TEXT_LENGTH);
	ck_assert_ptr_null(read_field("after", text));
	ck_assert(input.after.given);
	ck_assert_int_eq(input.after.time, times[_i]);
	ck_assert_mem_eq(input.after.id.bytes, id.bytes, sizeof(id.bytes));
}
END_TEST

/* ---- JSON ---- */

static enum result
read_json(const char *text, size_t length, const char **ret_rule)
{
	*ret_rule = NULL;
	return json_read(text, length, fields, LENGTH(fields), pool, &input,
	    ret_rule);
}

START_TEST(json_object_is_read)
{
	static const char text[] = " {\"words\": \"s\\u00f8g\", \"kind\":"
	    "\"note\",\"limit\":7,\"fresh\":true,\"case\":\"" UUID
	    "\",\"from\":\"2026-01-31\"} \n";
	const char *rule;

	ck_assert_int_eq(read_json(text, strlen(text), &rule), RESULT_OK);
	ck_assert_str_eq(input.words, "s\xC3\xB8g");
	ck_assert_int_eq(input.kind, 0);
	ck_assert_int_eq(input.limit, 7);
	ck_assert(input.fresh);
	ck_assert(input.within.given && input.from.given);
	ck_assert(!input.after.given);
	ck_assert_int_eq(read_json("{}", 2, &rule), RESULT_OK);
}
END_TEST

static const struct {
	const char *text, *rule;
} bad_json[] = {
	{"", "one object"}, {" ", "one object"}, {"null", "one object"},
	{"[]", "one object"}, {"7", "one object"}, {"\"a\"", "one object"},
	{"{", "one object"}, {"{}}", "one object"}, {"{} x", "one object"},
	{"{\"limit\":}", "one object"}, {"{\"limit\":1,}", "one object"},
	{"{'limit':1}", "one object"}, {"{limit:1}", "one object"},
	{"/* a */{}", "one object"}, {"{\"words\":\"\xFF\"}", "UTF-8"},
	{"{\"words\":\"\\ud800\"", "one object"},
	{"{\"other\":1}", "unknown field"}, {"{\"\":1}", "unknown field"},
	{"{\"limit\\u0000x\":1}", "no NUL"},
	{"{\"words\":\"a\\u0000\"}", "no NUL"},
	{"{\"limit\":1,\"limit\":2}", "twice"},
	{"{\"limit\":1,\"li\\u006dit\":1}", "twice"},
	{"{\"limit\":0}", "limit: 1 to 100"},
	{"{\"limit\":99999999999999999999}", "limit: 1 to 100"},
	{"{\"limit\":1.5}", "limit: a string"}, {"{\"limit\":1e0}", "limit:"},
	{"{\"limit\":\"1\"}", "limit: not a string"},
	{"{\"limit\":NaN}", ""}, {"{\"words\":1}", "words: not a number"},
	{"{\"words\":true}", "words: not true"},
	{"{\"words\":null}", "words: a string"},
	{"{\"words\":[\"a\"]}", "words: a string"},
	{"{\"words\":{\"a\":\"b\"}}", "words: a string"},
	{"{\"words\":\"a\\u0001\"}", "words: no control"},
	{"{\"fresh\":\"true\"}", "fresh: not a string"},
	{"{\"fresh\":1}", "fresh: not a number"},
	{"{\"case\":\"" UUID "1\"}", "case: a UUID"}};

START_TEST(bad_json_is_refused_with_its_rule)
{
	const char *text = bad_json[_i].text, *rule;

	ck_assert_int_eq(read_json(text, strlen(text), &rule),
	    RESULT_BAD_INPUT);
	ck_assert_ptr_nonnull(rule);
	ck_assert_msg(strstr(rule, bad_json[_i].rule) != NULL, "%s: %s", text,
	    rule);
}
END_TEST

START_TEST(raw_nul_is_refused)
{
	const char *rule;

	ck_assert_int_eq(read_json("{}\0", 3, &rule), RESULT_BAD_INPUT);
	ck_assert_int_eq(read_json("{\"words\":\"a\0b\"}", 15, &rule),
	    RESULT_BAD_INPUT);
}
END_TEST

START_TEST(depth_is_limited)
{
	char text[200000];
	const char *rule;

	memset(text, '[', sizeof(text));
	ck_assert_int_eq(read_json(text, sizeof(text), &rule),
	    RESULT_BAD_INPUT);
	ck_assert_str_eq(rule, "depth at most 16");
	for (size_t i = 0; i + 5 <= sizeof(text); i += 5)
		memcpy(text + i, "{\"a\":", 5);
	ck_assert_int_eq(read_json(text, sizeof(text), &rule),
	    RESULT_BAD_INPUT);
	ck_assert_str_eq(rule, "depth at most 16");
}
END_TEST

START_TEST(required_is_required)
{
	static const struct field needed[] = {{"words", FIELD_TEXT,
	    offsetof(struct input, words), true, 1, 5, NULL}};
	const char *rule = NULL;

	ck_assert_int_eq(json_read("{}", 2, needed, 1, pool, &input, &rule),
	    RESULT_BAD_INPUT);
	ck_assert_str_eq(rule, "words: is required");
}
END_TEST

/* ---- Pairs ---- */

static struct query_pair pairs[QUERY_PAIRS_MOST];

static enum result
parse_pairs(const char *text, size_t *ret_count)
{
	const char *rule;

	return query_parse(text, strlen(text), pool, pairs, ret_count, &rule);
}

START_TEST(pairs_are_decoded)
{
	size_t count = 0;

	ck_assert_int_eq(parse_pairs("&a=1&&b=%26+%3D&c&=d&e==&", &count),
	    RESULT_OK);
	ck_assert_uint_eq(count, 5);
	ck_assert_str_eq(pairs[0].name, "a");
	ck_assert_str_eq(pairs[1].value, "& =");
	ck_assert_str_eq(pairs[2].name, "c");
	ck_assert_str_eq(pairs[2].value, "");
	ck_assert_str_eq(pairs[3].name, "");
	ck_assert_str_eq(pairs[4].value, "=");
}
END_TEST

START_TEST(bad_pairs_are_refused)
{
	static const char *const texts[] = {"a=%", "a=%0", "%zz=1", "a=%00",
	    "%00=a", "a=%FF", "a=\xC3", "a=%ED%A0%80"};
	size_t count = 7;

	for (size_t i = 0; i < LENGTH(texts); i++)
		ck_assert_int_eq(parse_pairs(texts[i], &count),
		    RESULT_BAD_INPUT);
	ck_assert_uint_eq(count, 7);
}
END_TEST

START_TEST(pairs_are_limited)
{
	char text[2 * (QUERY_PAIRS_MOST + 1) + 1];
	size_t count;

	for (size_t i = 0; i <= QUERY_PAIRS_MOST; i++)
		memcpy(text + 2 * i, "a&", 3);
	ck_assert_int_eq(parse_pairs(text, &count), RESULT_TOO_BIG);
	text[2 * QUERY_PAIRS_MOST] = '\0';
	ck_assert_int_eq(parse_pairs(text, &count), RESULT_OK);
	ck_assert_uint_eq(count, QUERY_PAIRS_MOST);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("field");
	TCase *core = tcase_create("core");
	TCase *json = tcase_create("json");
	TCase *query = tcase_create("query");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_test(core, values_are_typed);
	tcase_add_loop_test(core, bad_values_change_nothing, 0, LENGTH(bad));
	tcase_add_loop_test(core, cursor_goes_there_and_back, 0, 5);
	suite_add_tcase(suite, core);
	tcase_add_checked_fixture(json, setup, teardown);
	tcase_add_test(json, json_object_is_read);
	tcase_add_loop_test(json, bad_json_is_refused_with_its_rule, 0,
	    LENGTH(bad_json));
	tcase_add_test(json, raw_nul_is_refused);
	tcase_add_test(json, depth_is_limited);
	tcase_add_test(json, required_is_required);
	suite_add_tcase(suite, json);
	tcase_add_checked_fixture(query, setup, teardown);
	tcase_add_test(query, pairs_are_decoded);
	tcase_add_test(query, bad_pairs_are_refused);
	tcase_add_test(query, pairs_are_limited);
	suite_add_tcase(suite, query);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
