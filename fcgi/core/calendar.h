/* SPDX-License-Identifier: EUPL-1.2
 *
 * Dates and times as text, in the proleptic Gregorian calendar and UTC.
 * Days count from 1970-01-01, times are Unix microseconds.
 */
#ifndef MINSAG_CALENDAR_H
#define MINSAG_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/result.h"

#define CALENDAR_DATE_SIZE 11 /* "2026-01-31" and NUL */
#define CALENDAR_TIME_SIZE 21 /* "2026-01-31T09:00:00Z" and NUL */

/* First and last second that calendar_time writes: years 0001 to 9999. */
#define CALENDAR_SECOND_LEAST (-INT64_C(62135596800))
#define CALENDAR_SECOND_MOST INT64_C(253402300799)

/* Reads exactly YYYY-MM-DD, a day that exists, years 0001 to 9999. */
bool
calendar_parse_date(const char *text, size_t length, int32_t *ret_days)
    must_check;

/* Writes YYYY-MM-DD. A day outside years 0001 to 9999 becomes the nearest. */
void
calendar_date(int32_t days, char ret_text[CALENDAR_DATE_SIZE]);

/* Writes RFC 3339 with whole seconds and Z; bounds as calendar_date. */
void
calendar_time(int64_t microseconds, char ret_text[CALENDAR_TIME_SIZE]);

#endif
