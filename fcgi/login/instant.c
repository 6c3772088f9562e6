/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>
#include <string.h>
#include <time.h>
#include "core/calendar.h"
#include "login/instant.h"

/* Reads exactly count digits and moves on; -1 when there are none such. */
static int
digits(const char **text, int count)
{
	int value = 0;

	for (int i = 0; i < count; i++, (*text)++) {
		if (**text < '0' || **text > '9')
			return -1;
		value = value * 10 + (**text - '0');
	}
	return value;
}

static bool
skip(const char **text, char c)
{
	if (**text != c)
		return false;
	(*text)++;
	return true;
}

/* "hh:mm" in seconds, or -1. */
static int
hours_minutes(const char **text, int hours_most)
{
	int hours = digits(text, 2);
	if (hours < 0 || hours > hours_most || !skip(text, ':'))
		return -1;
	int minutes = digits(text, 2);
	if (minutes < 0 || minutes > 59)
		return -1;
	return (hours * 60 + minutes) * 60;
}

/* Microseconds of an optional fraction, or -1. */
static int64_t
fraction(const char **text)
{
	int64_t value = 0, unit = INSTANT_SECOND / 10;

	if (!skip(text, '.'))
		return 0;
	if (**text < '0' || **text > '9')
		return -1;
	for (; **text >= '0' && **text <= '9'; (*text)++, unit /= 10)
		value += (**text - '0') * unit;
	return value;
}

/* Offset from UTC in seconds; false when there is none or it's malformed. */
static bool
zone(const char **text, int *ret_seconds)
{
	int sign = **text == '-' ? -1 : 1;

	if (skip(text, 'Z')) {
		*ret_seconds = 0;
		return true;
	}
	if (!skip(text, '+') && !skip(text, '-'))
		return false;
	int seconds = hours_minutes(text, 14);
	if (seconds < 0)
		return false;
	*ret_seconds = sign * seconds;
	return true;
}

bool
instant_parse(const char *text, int64_t *ret_time)
{
	int32_t days;
	int offset;

	if (text == NULL || strnlen(text, 40) < sizeof "2026-01-31T09:00:00Z" - 1 ||
	    !calendar_parse_date(text, 10, &days))
		return false;
	text += 10;
	if (!skip(&text, 'T'))
		return false;
	int minutes = hours_minutes(&text, 23);
	if (minutes < 0 || !skip(&text, ':'))
		return false;
	int seconds = digits(&text, 2);
	if (seconds < 0 || seconds > 59)
		return false;
	int64_t part = fraction(&text);
	if (part < 0 || !zone(&text, &offset) || *text != '\0')
		return false;
	int64_t day = (int64_t)days * 86400;
	*ret_time = (day + minutes + seconds - offset) * INSTANT_SECOND + part;
	return true;
}

int64_t
instant_now(void)
{
	struct timespec now;

	(void)clock_gettime(CLOCK_REALTIME, &now);
	return now.tv_sec * INSTANT_SECOND + now.tv_nsec / 1000;
}
