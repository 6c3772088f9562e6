/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/calendar.h"
#include "import/moment.h"

#define DATE_LENGTH 10 /* "2026-03-02" */
#define CLOCK_LENGTH 9 /* "T09:30:00" */

/* Two digits, at most most; -1 for anything else. */
static int
two(const char *text, int most)
{
	int value;

	if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
		return -1;
	value = (text[0] - '0') * 10 + text[1] - '0';
	return value <= most ? value : -1;
}

/* Seconds that the zone is ahead of UTC. */
static bool
read_zone(const char *text, size_t length, int *ret_seconds)
{
	int hours, minutes;

	if (length == 1 && text[0] == 'Z') {
		*ret_seconds = 0;
		return true;
	}
	if (length != 6 || text[3] != ':' ||
	    (text[0] != '+' && text[0] != '-'))
		return false;
	hours = two(text + 1, 23);
	minutes = two(text + 4, 59);
	if (hours < 0 || minutes < 0)
		return false;
	*ret_seconds = (hours * 60 + minutes) * 60;
	if (text[0] == '-')
		*ret_seconds = -*ret_seconds;
	return true;
}

bool
moment_read(const char *text, size_t length, int64_t *ret_at)
{
	const char *clock = text + DATE_LENGTH;
	int32_t days;
	int hour, minute, second, ahead;

	if (length < DATE_LENGTH + CLOCK_LENGTH + 1 ||
	    !calendar_parse_date(text, DATE_LENGTH, &days))
		return false;
	if (clock[0] != 'T' || clock[3] != ':' || clock[6] != ':')
		return false;
	hour = two(clock + 1, 23);
	minute = two(clock + 4, 59);
	second = two(clock + 7, 59);
	if (hour < 0 || minute < 0 || second < 0)
		return false;
	if (!read_zone(clock + CLOCK_LENGTH,
	    length - DATE_LENGTH - CLOCK_LENGTH, &ahead))
		return false;
	*ret_at = ((int64_t)days * 86400 + hour * 3600 + minute * 60 + second -
	    ahead) * 1000000;
	return true;
}
