/* SPDX-License-Identifier: EUPL-1.2 */
#include "casework/cpr.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

#define DATE_DIGITS 6
#define REPLACEMENT_DAYS 60

/* The full year, by the seventh digit and the two-digit year. */
static int
full_year(int seventh, int year)
{
	if (seventh <= 3)
		return 1900 + year;
	if (seventh == 4 || seventh == 9)
		return year <= 36 ? 2000 + year : 1900 + year;
	return year <= 57 ? 2000 + year : 1800 + year;
}

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static bool
is_day(int day, int month, int year)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31,
	    30, 31};

	if (month < 1 || month > 12 || day < 1)
		return false;
	return day <= days[month - 1] + (month == 2 && is_leap(year));
}

static int
pair(const char *digits)
{
	return (digits[0] - '0') * 10 + digits[1] - '0';
}

static bool
names_a_day(const char digits[CPR_DIGITS])
{
	int day = pair(digits);

	if (day > REPLACEMENT_DAYS)
		day -= REPLACEMENT_DAYS;
	return is_day(day, pair(digits + 2),
	    full_year(digits[DATE_DIGITS] - '0', pair(digits + 4)));
}

enum result
cpr_parse(const char *text, char ret_digits[CPR_DIGITS + 1])
{
	char digits[CPR_DIGITS + 1] = "";
	size_t count = 0;

	for (; *text != '\0'; text++) {
		if (*text == '-' && count == DATE_DIGITS && text[-1] != '-')
			continue;
		if (*text < '0' || *text > '9' || count == CPR_DIGITS)
			return RESULT_BAD_INPUT;
		digits[count++] = *text;
	}
	if (count != CPR_DIGITS || !names_a_day(digits))
		return RESULT_BAD_INPUT;
	memcpy(ret_digits, digits, sizeof(digits));
	return RESULT_OK;
}
