/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a query string is taken apart and decoded exactly once, and bytes
 * that are no text never get past it.
 */
#include "core/query.h"

#include <stdbool.h>
#include <string.h>

#include "check_run.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define UNTOUCHED 77

static struct pool *pool;
static struct query_pair pairs[QUERY_PAIRS_MOST];
static size_t count;
static const char *rule;

static void
setup(void)
{
	pool = pool_new(65536);
	count = UNTOUCHED;
	rule = NULL;
}

static void
teardown(void)
{
	pool_free(pool);
}

static enum result
parse(const char *text, size_t length)
{
	return query_parse(text, length, pool, pairs, &count, &rule);
}

static bool
pair_is(size_t i, const char *name, const char *value)
{
	return strcmp(pairs[i].name, name) == 0 &&
	    pairs[i].name_length == strlen(name) &&
	    strcmp(pairs[i].value, value) == 0 &&
	    pairs[i].value_length == strlen(value);
}

static const struct {
	const char *text, *name, *value;
} single[] = {
	{"a=b", "a", "b"}, {"a", "a", ""}, {"a=", "a", ""}, {"=b", "", "b"},
	{"=", "", ""}, {"a=b=c", "a", "b=c"}, {"a==", "a", "="},
	{"a=b+c", "a", "b c"}, {"a+b=c", "a b", "c"}, {"a=%2B", "a", "+"},
	{"a=%26%3D", "a", "&="}, {"%61%3D=b", "a=", "b"},
	{"a=%2525", "a", "%25"}, {"a=%c3%A6", "a", "\xC3\xA6"},
	{"a=\xC3\xA6", "a", "\xC3\xA6"}, {"a=b;c=d", "a", "b;c=d"},
	{"a=%0A", "a", "\n"}, {"&a=b", "a", "b"}, {"a=b&&", "a", "b"}};

START_TEST(one_pair)
{
	ck_assert_int_eq(parse(single[_i].text, strlen(single[_i].text)),
	    RESULT_OK);
	ck_assert_uint_eq(count, 1);
	ck_assert_msg(pair_is(0, single[_i].name, single[_i].value), "%s=%s",
	    pairs[0].name, pairs[0].value);
}
END_TEST

START_TEST(pairs_keep_their_order)
{
	static const char text[] = "&&b=1&a=2&&b=3&c&";

	ck_assert_int_eq(parse(text, strlen(text)), RESULT_OK);
	ck_assert_uint_eq(count, 4);
	ck_assert(pair_is(0, "b", "1"));
	ck_assert(pair_is(1, "a", "2"));
	ck_assert(pair_is(2, "b", "3"));
	ck_assert(pair_is(3, "c", ""));
}
END_TEST

START_TEST(nothing_is_no_pair)
{
	ck_assert_int_eq(parse("", 0), RESULT_OK);
	ck_assert_uint_eq(count, 0);
	count = UNTOUCHED;
	ck_assert_int_eq(parse("&&&", 3), RESULT_OK);
	ck_assert_uint_eq(count, 0);
}
END_TEST

/* The text ends where its length says, not at a NUL. */
START_TEST(length_is_the_end)
{
	const char text[] = {'a', '=', '%', '4', '1', '4'};

	ck_assert_int_eq(parse(text, sizeof(text)), RESULT_OK);
	ck_assert(pair_is(0, "a", "A4"));
	ck_assert_int_eq(parse(text, 2), RESULT_OK);
	ck_assert(pair_is(0, "a", ""));
}
END_TEST

START_TEST(the_text_is_left_alone)
{
	char text[] = "a=%41+b";

	ck_assert_int_eq(parse(text, strlen(text)), RESULT_OK);
	ck_assert_str_eq(text, "a=%41+b");
	memset(text, 'x', sizeof(text));
	ck_assert(pair_is(0, "a", "A b"));
}
END_TEST

#define BYTES(literal, rule) {literal, sizeof(literal) - 1, rule}

static const struct {
	const char *text;
	size_t length;
	const char *rule;
} bad[] = {
	BYTES("a=%", "percent"), BYTES("a=%4", "percent"),
	BYTES("a=%zz", "percent"), BYTES("a=% 1", "percent"),
	BYTES("%=a", "percent"), BYTES("a=%4&1=b", "percent"),
	BYTES("a=\xFF", "UTF-8"), BYTES("a=%FF", "UTF-8"),
	BYTES("a=%C3", "UTF-8"), BYTES("a=%C0%80", "UTF-8"),
	BYTES("a=%ED%A0%80", "UTF-8"), BYTES("%C3=%A6", "UTF-8"),
	BYTES("a=%00", "NUL"), BYTES("a%00=b", "NUL"), BYTES("a=\0", "NUL"),
	BYTES("good=1&a=%", "percent")};

START_TEST(no_text_is_bad_input)
{
	ck_assert_int_eq(parse(bad[_i].text, bad[_i].length),
	    RESULT_BAD_INPUT);
	ck_assert_ptr_nonnull(rule);
	ck_assert_msg(strstr(rule, bad[_i].rule) != NULL, "%s", rule);
	ck_assert_uint_eq(count, UNTOUCHED);
}
END_TEST

START_TEST(pairs_are_limited)
{
	char text[4 * QUERY_PAIRS_MOST + 8] = "";

	for (int i = 0; i < QUERY_PAIRS_MOST; i++)
		strcat(text, "a=&&");
	ck_assert_int_eq(parse(text, strlen(text)), RESULT_OK);
	ck_assert_uint_eq(count, QUERY_PAIRS_MOST);
	strcat(text, "a");
	count = UNTOUCHED;
	ck_assert_int_eq(parse(text, strlen(text)), RESULT_TOO_BIG);
	ck_assert_str_eq(rule, "at most 32 fields");
	ck_assert_uint_eq(count, UNTOUCHED);
}
END_TEST

START_TEST(a_full_pool_is_told)
{
	static const char text[] = "a=aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

	while (pool_alloc(pool, 16) != NULL)
		;
	ck_assert_int_eq(parse(text, strlen(text)), RESULT_TRY_AGAIN);
	ck_assert_str_eq(rule, "memory");
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("query");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");
	TCase *limits = tcase_create("limits");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_loop_test(core, one_pair, 0, LENGTH(single));
	tcase_add_test(core, pairs_keep_their_order);
	tcase_add_test(core, nothing_is_no_pair);
	tcase_add_test(core, length_is_the_end);
	tcase_add_test(core, the_text_is_left_alone);
	suite_add_tcase(suite, core);
	tcase_add_checked_fixture(abuse, setup, teardown);
	tcase_add_loop_test(abuse, no_text_is_bad_input, 0, LENGTH(bad));
	suite_add_tcase(suite, abuse);
	tcase_add_checked_fixture(limits, setup, teardown);
	tcase_add_test(limits, pairs_are_limited);
	tcase_add_test(limits, a_full_pool_is_told);
	suite_add_tcase(suite, limits);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
