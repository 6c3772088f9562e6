/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: one to three pairs of digits, nothing else.
 */
#include "casework/kle.h"

#include <stddef.h>

#include "check_run.h"

START_TEST(subject_numbers)
{
	ck_assert(kle_valid("32"));
	ck_assert(kle_valid("32.18"));
	ck_assert(kle_valid("32.18.04"));
	ck_assert(kle_valid("00.00.00"));
}
END_TEST

START_TEST(everything_else)
{
	static const char *const bad[] = {"", "3", "3218", "32.", "32.1",
	    "32.18.", "32.18.4", "32.18.04.", "32.18.04.01", "32.18.04-G01",
	    "32,18", " 32", "32 ", "3a", "aa.bb", ".32", "32..18", "32.18.0a"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!kle_valid(bad[i]), "%s", bad[i]);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("kle");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");

	tcase_add_test(core, subject_numbers);
	suite_add_tcase(suite, core);
	tcase_add_test(abuse, everything_else);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
