/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a message becomes exactly one printable line of bounded length, or
 * none when its level is too low.
 */
#include "core/log.h"

#include <string.h>
#include <unistd.h>

#include "check_run.h"

static char text[4096];
static int ends[2], kept;

/* Standard error goes into a pipe between these two. */
static void
setup(void)
{
	ck_assert_int_eq(pipe(ends), 0);
	kept = dup(STDERR_FILENO);
	ck_assert_int_ge(kept, 0);
	ck_assert_int_ge(dup2(ends[1], STDERR_FILENO), 0);
	log_open("minsag-test", LOG_LEVEL_INFO);
}

static const char *
written(void)
{
	ssize_t got;

	dup2(kept, STDERR_FILENO);
	close(ends[1]);
	got = read(ends[0], text, sizeof(text) - 1);
	ck_assert_int_ge(got, 0);
	text[got] = '\0';
	return text;
}

START_TEST(a_line_has_level_program_id_and_message)
{
	log_write(LOG_LEVEL_WARNING, "0123abcd", "GET %d %s", 503, "try-again");
	ck_assert_str_eq(written(),
	    "warning minsag-test 0123abcd GET 503 try-again\n");
}
END_TEST

START_TEST(no_request_id_is_a_dash)
{
	log_write(LOG_LEVEL_ERROR, NULL, "ended");
	ck_assert_str_eq(written(), "error minsag-test - ended\n");
}
END_TEST

START_TEST(lower_levels_are_left_out)
{
	log_write(LOG_LEVEL_DEBUG, NULL, "not this");
	log_write(LOG_LEVEL_INFO, NULL, "this");
	ck_assert_str_eq(written(), "info minsag-test - this\n");
}
END_TEST

START_TEST(levels_have_words)
{
	enum log_level level = LOG_LEVEL_DEBUG;

	ck_assert_int_eq(log_level_parse("warning", &level), RESULT_OK);
	ck_assert_int_eq(level, LOG_LEVEL_WARNING);
	ck_assert_int_eq(log_level_parse("loud", &level), RESULT_BAD_INPUT);
	ck_assert_int_eq(level, LOG_LEVEL_WARNING);
	written();
}
END_TEST

START_TEST(a_line_ends_at_1000_bytes)
{
	log_write(LOG_LEVEL_INFO, NULL, "%3000d", 1);
	ck_assert_uint_eq(strlen(written()), 1000);
	ck_assert_int_eq(text[999], '\n');
}
END_TEST

START_TEST(a_message_stays_on_its_line)
{
	log_write(LOG_LEVEL_INFO, NULL, "a\nerror minsag-test - b\r\tc\x1b[0m"
	    "\xc3\xa6");
	ck_assert_str_eq(written(), "info minsag-test - "
	    "a?error minsag-test - b??c?[0m??\n");
}
END_TEST

START_TEST(a_long_request_id_does_not_break_out)
{
	char id[2000];

	memset(id, 'a', sizeof(id) - 1);
	id[sizeof(id) - 1] = '\0';
	log_write(LOG_LEVEL_INFO, id, "x");
	log_write(LOG_LEVEL_INFO, NULL, "y");
	ck_assert_str_eq(written(), "info minsag-test - y\n");
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("log");
	TCase *core = tcase_create("core");
	TCase *limits = tcase_create("limits");
	TCase *abuse = tcase_create("abuse");

	tcase_add_checked_fixture(core, setup, NULL);
	tcase_add_test(core, a_line_has_level_program_id_and_message);
	tcase_add_test(core, no_request_id_is_a_dash);
	tcase_add_test(core, lower_levels_are_left_out);
	tcase_add_test(core, levels_have_words);
	suite_add_tcase(suite, core);
	tcase_add_checked_fixture(limits, setup, NULL);
	tcase_add_test(limits, a_line_ends_at_1000_bytes);
	suite_add_tcase(suite, limits);
	tcase_add_checked_fixture(abuse, setup, NULL);
	tcase_add_test(abuse, a_message_stays_on_its_line);
	tcase_add_test(abuse, a_long_request_id_does_not_break_out);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
