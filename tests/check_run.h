/* SPDX-License-Identifier: EUPL-1.2
 *
 * The end of every check program: int main(void) { return check_run(suite()); }
 */
#ifndef MINSAG_CHECK_RUN_H
#define MINSAG_CHECK_RUN_H

#include <check.h>
#include <stdlib.h>

/* The machine may be slow: a test that hangs is ended, one that waits is not.
 * Before main, for libcheck asks when a test case is made. */
__attribute__((constructor)) static void
be_patient(void)
{
	setenv("CK_DEFAULT_TIMEOUT", "120", 0);
}

/* Runs a suite, prints what failed, returns the exit status. */
static inline int
check_run(Suite *suite)
{
	SRunner *runner = srunner_create(suite);
	int failed;

	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

#endif
