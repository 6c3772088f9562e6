/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/calendar.h"

#define DAY_LEAST (-719162) /* 0001-01-01 */
#define DAY_MOST 2932896    /* 9999-12-31 */
#define SECONDS_A_DAY 86400
#define DAYS_IN_400_YEARS 146097

struct civil {
	int year, month, day;
};

/*
 * Years are counted from 1 March, so that the leap day is the last of its
 * year and the lengths of months follow one formula: month m (March = 0)
 * begins on day (153 m + 2) / 5.
 */
static int32_t
days_from_civil(struct civil c)
{
	int year = c.year - (c.month <= 2);
	int month = (c.month + 9) % 12;
	int era = (year >= 0 ? year : year - 399) / 400;
	int in_era = year - era * 400;
	int in_year = (153 * month + 2) / 5 + c.day - 1;

	/* 719468 days lie between 0000-03-01 and 1970-01-01. */
	return era * DAYS_IN_400_YEARS + in_era * 365 + in_era / 4 -
	    in_era / 100 + in_year - 719468;
}

static struct civil
civil_from_days(int32_t days)
{
	int shifted = days + 719468;
	int era = (shifted >= 0 ? shifted : shifted - (DAYS_IN_400_YEARS - 1)) /
	    DAYS_IN_400_YEARS;
	int in_era = shifted - era * DAYS_IN_400_YEARS;
	int year = (in_era - in_era / 1460 + in_era / 36524 - in_era / 146096) /
	    365;
	int in_year = in_era - (365 * year + year / 4 - year / 100);
	int month = (5 * in_year + 2) / 153;
	struct civil c = {.day = in_year - (153 * month + 2) / 5 + 1,
	    .month = month < 10 ? month + 3 : month - 9};

	c.year = year + era * 400 + (c.month <= 2);
	return c;
}

/* Digits of text as a number, or -1. */
static int
number(const char *text, int digits)
{
	int value = 0;

	for (int i = 0; i < digits; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + text[i] - '0';
	}
	return value;
}

static char *
put(char *to, int value, int digits)
{
	for (int i = digits - 1; i >= 0; i--) {
		to[i] = (char)('0' + value % 10);
		value /= 10;
	}
	return to + digits;
}

bool
calendar_parse_date(const char *text, size_t length, int32_t *ret_days)
{
	struct civil c, back;
	int32_t days;

	if (length != CALENDAR_DATE_SIZE - 1 || text[4] != '-' ||
	    text[7] != '-')
		return false;
	c.year = number(text, 4);
	c.month = number(text + 5, 2);
	c.day = number(text + 8, 2);
	if (c.year < 1 || c.month < 1 || c.month > 12 || c.day < 1 ||
	    c.day > 31)
		return false;
	days = days_from_civil(c);
	back = civil_from_days(days);
	if (back.month != c.month || back.day != c.day)
		return false; /* 31 April is 1 May */
	*ret_days = days;
	return true;
}

void
calendar_date(int32_t days, char ret_text[CALENDAR_DATE_SIZE])
{
	char *to = ret_text;
	struct civil c;

	if (days < DAY_LEAST)
		days = DAY_LEAST;
	if (days > DAY_MOST)
		days = DAY_MOST;
	c = civil_from_days(days);
	to = put(to, c.year, 4);
	*to++ = '-';
	to = put(to, c.month, 2);
	*to++ = '-';
	to = put(to, c.day, 2);
	*to = '\0';
}

/* Division that rounds towards the past. */
static int64_t
floor_divide(int64_t value, int64_t by)
{
	return value / by - (value % by < 0);
}

void
calendar_time(int64_t microseconds, char ret_text[CALENDAR_TIME_SIZE])
{
	int64_t second = floor_divide(microseconds, 1000000);
	char *to = ret_text + CALENDAR_DATE_SIZE - 1;
	int in_day;

	if (second < CALENDAR_SECOND_LEAST)
		second = CALENDAR_SECOND_LEAST;
	if (second > CALENDAR_SECOND_MOST)
		second = CALENDAR_SECOND_MOST;
	int64_t day = floor_divide(second, SECONDS_A_DAY);
	in_day = (int)(second - day * SECONDS_A_DAY);
	calendar_date((int32_t)day, ret_text);
	*to++ = 'T';
	to = put(to, in_day / 3600, 2);
	*to++ = ':';
	to = put(to, in_day / 60 % 60, 2);
	*to++ = ':';
	to = put(to, in_day % 60, 2);
	*to++ = 'Z';
	*to = '\0';
}
