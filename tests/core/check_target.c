/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a target is read in one way or not at all; patterns match whole paths.
 */
#include "core/target.h"

#include <string.h>

#include "check_run.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define UUID "0f1e2d3c-4b5a-4978-8a9b-acbdcedfe0f1"

static struct pool *pool;

static void
setup(void)
{
	pool = pool_new(65536);
}

static void
teardown(void)
{
	pool_free(pool);
}

static const struct {
	const char *base, *uri, *path, *query; /* path NULL: not below base */
} good[] = {
	{"", "/api/me", "/api/me", ""}, {"", "/", "/", ""},
	{"", "/api/me?", "/api/me", ""}, {"", "/a?b=c&d", "/a", "b=c&d"},
	{"", "/a?b?c", "/a", "b?c"}, {"", "/%61pi/m%65", "/api/me", ""},
	{"", "/s%C3%B8g", "/s\xC3\xB8g", ""},
	{"", "/a?b=%00", "/a", "b=%00"}, {"", "/a/", "/a/", ""},
	{"", "/...", "/...", ""}, {"", "/a?../..", "/a", "../.."},
	{"/minsag", "/minsag/api", "/api", ""},
	{"/minsag", "/%6Dinsag/api", "/api", ""},
	{"/minsag", "/minsag", NULL, NULL}, {"/minsag", "/api", NULL, NULL},
	{"/minsag", "/minsagx/api", NULL, NULL},
	{"/minsag", "/Minsag/api", NULL, NULL}};

START_TEST(target_is_taken_apart)
{
	struct target target;
	const char *rule;
	enum result result = target_parse(good[_i].uri, good[_i].base, pool,
	    &target, &rule);

	if (good[_i].path == NULL) {
		ck_assert_int_eq(result, RESULT_NOT_FOUND);
		return;
	}
	ck_assert_int_eq(result, RESULT_OK);
	ck_assert_str_eq(target.path, good[_i].path);
	ck_assert_str_eq(target.query, good[_i].query);
}
END_TEST

static const char *const bad[] = {"", "api", "*", "http://x/api", "/a b",
	"/a\tb", "/a#b", "/a\\b", "/a%5Cb", "/a%5cb", "/a%2Fb", "/a%2fb",
	"/a%00", "/a%0A", "/a%7F", "/a%C2%80", "/%FF", "/%C0%AF", "/%ED%A0%80",
	"/%", "/%4", "/%zz", "/..", "/../a", "/a/..", "/a/../b", "/%2e%2e",
	"/a/%2E./b", "/.", "/./a", "/a/.", "//", "//a", "/a//b", "/a//",
	"/a\x01", "/a\x7F"};

START_TEST(ambiguous_is_refused)
{
	struct target target = {"untouched", NULL};
	const char *rule = NULL;

	ck_assert_int_eq(target_parse(bad[_i], "", pool, &target, &rule),
	    RESULT_BAD_INPUT);
	ck_assert_ptr_nonnull(rule);
	ck_assert_str_eq(target.path, "untouched");
}
END_TEST

START_TEST(length_is_limited)
{
	struct target target;
	const char *rule;
	char uri[TARGET_URI_MOST + 2];

	memset(uri, 'a', sizeof(uri));
	uri[0] = '/';
	uri[TARGET_URI_MOST] = '\0';
	ck_assert_int_eq(target_parse(uri, "", pool, &target, &rule),
	    RESULT_OK);
	uri[TARGET_URI_MOST] = 'a';
	uri[TARGET_URI_MOST + 1] = '\0';
	ck_assert_int_eq(target_parse(uri, "", pool, &target, &rule),
	    RESULT_TOO_BIG);
}
END_TEST

static const struct {
	const char *pattern, *path;
	int variables; /* -1: no match */
} matches[] = {
	{"/api/me", "/api/me", 0}, {"/api/me", "/api/me/", -1},
	{"/api/me", "/api", -1}, {"/api/me", "/api/m", -1},
	{"/api/me", "/api/mee", -1}, {"/api/me", "/API/me", -1},
	{"/", "/", 0}, {"/", "/a", -1},
	{"/c/{uuid}", "/c/" UUID, 1}, {"/c/{uuid}", "/c/", -1},
	{"/c/{uuid}", "/c/{uuid}", -1}, {"/c/{uuid}", "/c/" UUID "/d", -1},
	{"/c/{uuid}/d", "/c/" UUID "/d", 1},
	{"/c/{uuid}/{uuid}", "/c/" UUID "/" UUID, 2},
	{"/{uuid}/{uuid}/{uuid}", "/" UUID "/" UUID "/" UUID, -1}};

START_TEST(patterns_match_whole_paths)
{
	struct uuid variables[2], wanted;
	int count = -1;
	bool matched = target_matches(matches[_i].pattern, matches[_i].path,
	    variables, 2, &count);

	ck_assert_int_eq(matched, matches[_i].variables >= 0);
	ck_assert_int_eq(count, matches[_i].variables);
	ck_assert(uuid_parse(UUID, 36, &wanted));
	for (int i = 0; i < count; i++)
		ck_assert_mem_eq(variables[i].bytes, wanted.bytes, 16);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("target");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_loop_test(core, target_is_taken_apart, 0, LENGTH(good));
	tcase_add_loop_test(core, patterns_match_whole_paths, 0,
	    LENGTH(matches));
	suite_add_tcase(suite, core);
	tcase_add_checked_fixture(abuse, setup, teardown);
	tcase_add_loop_test(abuse, ambiguous_is_refused, 0, LENGTH(bad));
	tcase_add_test(abuse, length_is_limited);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
