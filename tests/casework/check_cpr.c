/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: every number the register could give is accepted, every text that
 * names no day refused. All numbers are invented; most are replacement
 * numbers (day + 60).
 */
#include "casework/cpr.h"

#include <stdio.h>
#include <string.h>

#include "check_run.h"

static void
assert_refused(const char *text)
{
	char digits[CPR_DIGITS + 1] = "untouched";

	ck_assert_msg(cpr_parse(text, digits) == RESULT_BAD_INPUT, "%s", text);
	ck_assert_str_eq(digits, "untouched");
}

static void
assert_accepted(const char *text, const char *wanted)
{
	char digits[CPR_DIGITS + 1] = "";

	ck_assert_msg(cpr_parse(text, digits) == RESULT_OK, "%s", text);
	ck_assert_str_eq(digits, wanted);
}

START_TEST(with_and_without_hyphen)
{
	assert_accepted("6101893012", "6101893012");
	assert_accepted("610189-3012", "6101893012");
}
END_TEST

START_TEST(replacement_numbers)
{
	assert_accepted("6101893012", "6101893012");
	assert_accepted("9112893012", "9112893012");
	assert_refused("6001893012");
	assert_refused("9201893012");
	assert_refused("9104893012");
}
END_TEST

/* Modulus 11 is not asked for: all ten last digits pass. */
START_TEST(no_modulus)
{
	char text[32];

	for (int last = 0; last < 10; last++) {
		snprintf(text, sizeof(text), "610189301%d", last);
		assert_accepted(text, text);
	}
}
END_TEST

/* CPR-kontoret's table: 29 February exists in leap years of the century. */
START_TEST(the_seventh_digit_tells_the_century)
{
	assert_refused("8902000012");  /* 1900: no leap year */
	assert_refused("8902003012");  /* 1900 */
	assert_accepted("8902004012", "8902004012"); /* 2000: leap year */
	assert_accepted("8902005012", "8902005012"); /* 2000 */
	assert_accepted("8902009012", "8902009012"); /* 2000 */
	assert_accepted("8902364012", "8902364012"); /* 2036 */
	assert_refused("8902374012");  /* 1937 */
	assert_accepted("8902404012", "8902404012"); /* 1940 */
	assert_accepted("8902565012", "8902565012"); /* 2056 */
	assert_accepted("8902608012", "8902608012"); /* 1860 */
	assert_accepted("8902889012", "8902889012"); /* 1988 */
}
END_TEST

START_TEST(days_of_months)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
	    30, 31};
	char text[32];

	for (int month = 1; month <= 12; month++) {
		snprintf(text, sizeof(text), "%02d%02d893012",
		    60 + days[month - 1], month);
		assert_accepted(text, text);
		snprintf(text, sizeof(text), "%02d%02d893012",
		    61 + days[month - 1], month);
		assert_refused(text);
	}
	assert_refused("6100893012");
	assert_refused("6113893012");
	assert_refused("0001893012");
	assert_refused("3201893012");
}
END_TEST

START_TEST(other_forms)
{
	static const char *const bad[] = {"", "-", "610189301", "61018930122",
	    "610189--3012", "61018-93012", "6101893-012", "610189-3012-",
	    "-6101893012", "610189 3012", " 6101893012", "6101893012 ",
	    "6101893012\n", "610189301a", "6101893O12", "\331\246101893012",
	    "+101893012", "610189-301", "610189-30122"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_refused(bad[i]);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("cpr");
	TCase *core = tcase_create("core");
	TCase *limits = tcase_create("limits");
	TCase *abuse = tcase_create("abuse");

	tcase_add_test(core, with_and_without_hyphen);
	tcase_add_test(core, replacement_numbers);
	tcase_add_test(core, no_modulus);
	suite_add_tcase(suite, core);
	tcase_add_test(limits, the_seventh_digit_tells_the_century);
	tcase_add_test(limits, days_of_months);
	suite_add_tcase(suite, limits);
	tcase_add_test(abuse, other_forms);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
