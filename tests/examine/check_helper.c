/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: files are examined by children of a helper, one after the other,
 * whatever becomes of a child; and it is noticed when the helper is gone.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "check_run.h"
#include "examine/helper.h"

static struct examiner *examiner;
static struct helper *helper;

static void
setup(void)
{
	ck_assert_int_eq(examine_open(&examiner), RESULT_OK);
	ck_assert_int_eq(helper_start(examiner, &helper), RESULT_OK);
}

static void
teardown(void)
{
	helper_stop(helper);
	examine_close(examiner);
}

static enum result
look(const char *text, int64_t size, struct examined *ret_examined)
{
	FILE *file = tmpfile();
	enum result result;

	ck_assert_ptr_nonnull(file);
	fputs(text, file);
	fflush(file);
	result = helper_examine(helper, fileno(file), size, ret_examined);
	fclose(file);
	return result;
}

/* The only child of this process. */
static pid_t
helper_pid(void)
{
	char path[64];
	FILE *file;
	int pid = 0;

	snprintf(path, sizeof(path), "/proc/self/task/%d/children",
	    (int)getpid());
	file = fopen(path, "r");
	if (file == NULL || fscanf(file, "%d", &pid) != 1)
		pid = 0;
	if (file != NULL)
		fclose(file);
	return pid;
}

START_TEST(one_after_the_other)
{
	struct examined examined;

	for (int i = 0; i < 20; i++) {
		char text[32];

		snprintf(text, sizeof(text), "Brev nummer %d\n", i);
		ck_assert_int_eq(look(text, (int64_t)strlen(text), &examined),
		    RESULT_OK);
		ck_assert_int_eq(examined.verdict, EXAMINE_GOOD);
		ck_assert_str_eq(examined.media_type, "text/plain");
		ck_assert_str_eq(examined.text, text);
		free(examined.text);
	}
}
END_TEST

START_TEST(a_child_that_breaks_off)
{
	struct examined examined;

	/* The mapping reaches behind the file: it dies of it. */
	ck_assert_int_eq(look("Hej", 100000, &examined), RESULT_OK);
	ck_assert_int_eq(examined.verdict, EXAMINE_UNABLE);
	ck_assert_ptr_null(examined.text);
	ck_assert_int_eq(look("Hej\n", 4, &examined), RESULT_OK);
	ck_assert_int_eq(examined.verdict, EXAMINE_GOOD);
	free(examined.text);
}
END_TEST

START_TEST(told_to_end_it_stays)
{
	struct examined examined;
	pid_t pid = helper_pid();

	if (pid == 0)
		return; /* a kernel that does not tell */
	kill(pid, SIGTERM);
	ck_assert_int_eq(look("Hej\n", 4, &examined), RESULT_OK);
	free(examined.text);
	kill(pid, SIGKILL);
	ck_assert_int_eq(look("Hej\n", 4, &examined), RESULT_HUNG_UP);
	ck_assert_int_eq(look("Hej\n", 4, &examined), RESULT_HUNG_UP);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("helper");
	TCase *core = tcase_create("core"), *abuse = tcase_create("abuse");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_checked_fixture(abuse, setup, teardown);
	tcase_set_timeout(core, 60);
	tcase_set_timeout(abuse, 60);
	tcase_add_test(core, one_after_the_other);
	tcase_add_test(abuse, a_child_that_breaks_off);
	tcase_add_test(abuse, told_to_end_it_stays);
	suite_add_tcase(suite, core);
	suite_add_tcase(suite, abuse);
	return check_run(suite);
}
