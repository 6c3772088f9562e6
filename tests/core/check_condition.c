/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: RFC 9110 section 13 for a strong tag: weak comparison for
 * If-None-Match, strong for If-Match and If-Range, in the RFC's order.
 */
#include "core/condition.h"

#include <stddef.h>

#include "check_run.h"

#define TAG "\"abc\""

static enum condition_verdict
none_match(const char *value)
{
	const struct condition condition = {.if_none_match = value};

	return condition_judge(&condition, TAG);
}

static enum condition_verdict
match(const char *value)
{
	const struct condition condition = {.if_match = value};

	return condition_judge(&condition, TAG);
}

static bool
range(const char *value)
{
	const struct condition condition = {.if_range = value};

	return condition_allows_range(&condition, TAG);
}

START_TEST(no_condition_goes_on)
{
	const struct condition none = {0};
	const struct condition one = {.if_range = TAG};

	ck_assert(!condition_given(&none));
	ck_assert(condition_given(&one));
	ck_assert_int_eq(condition_judge(&none, TAG), CONDITION_GO_ON);
	ck_assert(condition_allows_range(&none, TAG));
}
END_TEST

START_TEST(if_none_match_compares_weakly)
{
	static const char *const same[] = {TAG, "W/" TAG, "*", " * ",
	    "\"x\", " TAG, "\"x\",W/" TAG ",\"y\"", ",," TAG, "\"\", " TAG,
	    "\"a,b\", " TAG, "\"\xc3\xa6\", " TAG};

	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++)
		ck_assert_msg(none_match(same[i]) == CONDITION_NOT_MODIFIED,
		    "%s", same[i]);
	ck_assert_int_eq(none_match("\"x\""), CONDITION_GO_ON);
	ck_assert_int_eq(none_match("\"ABC\""), CONDITION_GO_ON);
}
END_TEST

START_TEST(if_match_compares_strongly)
{
	ck_assert_int_eq(match(TAG), CONDITION_GO_ON);
	ck_assert_int_eq(match("*"), CONDITION_GO_ON);
	ck_assert_int_eq(match("\"x\", " TAG), CONDITION_GO_ON);
	ck_assert_int_eq(match("W/" TAG), CONDITION_FAILED);
	ck_assert_int_eq(match("\"x\""), CONDITION_FAILED);
}
END_TEST

START_TEST(if_match_goes_first)
{
	const struct condition both = {.if_match = "\"x\"",
	    .if_none_match = TAG};

	ck_assert_int_eq(condition_judge(&both, TAG), CONDITION_FAILED);
}
END_TEST

START_TEST(if_range_is_this_very_tag)
{
	ck_assert(range(TAG));
	ck_assert(!range("\"x\""));
	ck_assert(!range("W/" TAG));
	ck_assert(!range("*"));
	ck_assert(!range(""));
	ck_assert(!range("Wed, 21 Oct 2026 07:28:00 GMT"));
}
END_TEST

START_TEST(malformed_never_matches)
{
	static const char *const bad[] = {"", "abc", "\"abc", "abc\"", "W/",
	    "W/abc", "w/" TAG, "**", "* , " TAG, "\"a\x7f\", " TAG,
	    "\"a b\", " TAG, "x, " TAG, "'abc'"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_msg(none_match(bad[i]) == CONDITION_GO_ON, "%s",
		    bad[i]);
		ck_assert_msg(match(bad[i]) == CONDITION_FAILED, "%s",
		    bad[i]);
	}
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("condition");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");

	tcase_add_test(core, no_condition_goes_on);
	tcase_add_test(core, if_none_match_compares_weakly);
	tcase_add_test(core, if_match_compares_strongly);
	tcase_add_test(core, if_match_goes_first);
	tcase_add_test(core, if_range_is_this_very_tag);
	suite_add_tcase(suite, core);
	tcase_add_test(abuse, malformed_never_matches);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
