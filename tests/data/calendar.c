/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <time.h>

#include "calendar.h"

#define DAY_SECONDS 86400

static struct tm
parts(int32_t days)
{
	time_t at = (time_t)days * DAY_SECONDS;
	struct tm tm;

	gmtime_r(&at, &tm);
	return tm;
}

bool
calendar_read(const char *text, int32_t *ret_days)
{
	struct tm tm = {0};
	char back[11];
	int32_t days;

	if (sscanf(text, "%4d-%2d-%2d", &tm.tm_year, &tm.tm_mon,
	    &tm.tm_mday) != 3)
		return false;
	tm.tm_year -= 1900;
	tm.tm_mon -= 1;
	days = (int32_t)(timegm(&tm) / DAY_SECONDS);
	calendar_iso(days, back);
	for (int i = 0; i <= 10; i++)
		if (back[i] != text[i])
			return false;
	*ret_days = days;
	return true;
}

int32_t
calendar_today(void)
{
	return (int32_t)(time(NULL) / DAY_SECONDS);
}

/* 0 is Monday; 1970-01-01 was a Thursday. */
static int
day_of_week(int32_t days)
{
	return (int)(((days + 3) % 7 + 7) % 7);
}

int32_t
calendar_weekday(int32_t today, int offset)
{
	int32_t days = today;

	while (day_of_week(days) > 4)
		days--;
	while (offset != 0) {
		days += offset < 0 ? -1 : 1;
		if (day_of_week(days) <= 4)
			offset += offset < 0 ? 1 : -1;
	}
	return days;
}

void
calendar_iso(int32_t days, char out[11])
{
	struct tm tm = parts(days);

	strftime(out, 11, "%Y-%m-%d", &tm);
}

void
calendar_danish(int32_t days, char out[32])
{
	static const char *const months[] = {"januar", "februar", "marts",
	    "april", "maj", "juni", "juli", "august", "september", "oktober",
	    "november", "december"};
	struct tm tm = parts(days);

	snprintf(out, 32, "%d. %s %d", tm.tm_mday, months[tm.tm_mon],
	    tm.tm_year + 1900);
}
