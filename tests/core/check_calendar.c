/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: days and seconds get the date that the calendar has, also at leap days,
 * before 1970 and at the ends. Expected figures: GNU date -u.
 */
#include "core/calendar.h"

#include <string.h>

#include "check_run.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
	int32_t days;
	const char *text;
} dates[] = {{0, "1970-01-01"}, {-1, "1969-12-31"}, {59, "1970-03-01"},
	{789, "1972-02-29"}, {10957, "2000-01-01"}, {11016, "2000-02-29"},
	{-25509, "1900-02-28"}, {-25508, "1900-03-01"}, {19782, "2024-02-29"},
	{20454, "2026-01-01"}, {-719162, "0001-01-01"},
	{2932896, "9999-12-31"}};

START_TEST(dates_go_there_and_back)
{
	char text[CALENDAR_DATE_SIZE];
	int32_t days;

	calendar_date(dates[_i].days, text);
	ck_assert_str_eq(text, dates[_i].text);
	ck_assert(calendar_parse_date(text, strlen(text), &days));
	ck_assert_int_eq(days, dates[_i].days);
}
END_TEST

START_TEST(days_follow_each_other)
{
	char text[CALENDAR_DATE_SIZE], last[CALENDAR_DATE_SIZE] = "";
	int32_t back;

	for (int32_t day = -719162; day <= 2932896; day += 13) {
		calendar_date(day, text);
		ck_assert_int_gt(strcmp(text, last), 0);
		ck_assert(calendar_parse_date(text, 10, &back));
		ck_assert_int_eq(back, day);
		memcpy(last, text, sizeof(last));
	}
}
END_TEST

static const struct {
	int64_t microseconds;
	const char *text;
} times[] = {{0, "1970-01-01T00:00:00Z"}, {-1, "1969-12-31T23:59:59Z"},
	{999999, "1970-01-01T00:00:00Z"},
	{INT64_C(951782399000000), "2000-02-28T23:59:59Z"},
	{INT64_C(1767225599999999), "2025-12-31T23:59:59Z"},
	{INT64_MAX, "9999-12-31T23:59:59Z"},
	{INT64_MIN, "0001-01-01T00:00:00Z"}};

START_TEST(times_are_written)
{
	char text[CALENDAR_TIME_SIZE];

	calendar_time(times[_i].microseconds, text);
	ck_assert_str_eq(text, times[_i].text);
}
END_TEST

START_TEST(what_is_no_date_is_refused)
{
	static const char *const bad[] = {"", "2026", "2026-1-01",
	    "2026-02-29", "1900-02-29", "2026-04-31", "2026-00-10",
	    "2026-13-01", "2026-01-00", "2026-01-32", "0000-01-01",
	    "2026/01/01", "2026-01-01 ", " 2026-01-0", "2026-01-0a",
	    "-026-01-01", "+026-01-01", "2026-01-01T"};
	int32_t days = 7;

	for (size_t i = 0; i < LENGTH(bad); i++)
		ck_assert(!calendar_parse_date(bad[i], strlen(bad[i]),
		    &days));
	ck_assert_int_eq(days, 7);
}
END_TEST

START_TEST(days_beyond_the_ends_stay_at_the_ends)
{
	char text[CALENDAR_DATE_SIZE];

	calendar_date(INT32_MAX, text);
	ck_assert_str_eq(text, "9999-12-31");
	calendar_date(INT32_MIN, text);
	ck_assert_str_eq(text, "0001-01-01");
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("calendar");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");

	tcase_add_loop_test(core, dates_go_there_and_back, 0, LENGTH(dates));
	tcase_add_loop_test(core, times_are_written, 0, LENGTH(times));
	tcase_add_test(core, days_follow_each_other);
	suite_add_tcase(suite, core);
	tcase_add_test(abuse, what_is_no_date_is_refused);
	tcase_add_test(abuse, days_beyond_the_ends_stay_at_the_ends);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
