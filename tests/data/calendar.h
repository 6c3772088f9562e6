/* SPDX-License-Identifier: EUPL-1.2
 *
 * Days of the demo. A story counts in weekdays from today: -3 is three
 * weekdays ago, so that no case note is written on a Sunday.
 */
#ifndef MINSAG_DATA_CALENDAR_H
#define MINSAG_DATA_CALENDAR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "2026-03-02" to days since 1970-01-01. Returns false on anything else. */
bool
calendar_read(const char *text, int32_t *ret_days);

/* Today in UTC. */
int32_t
calendar_today(void);

/* The weekday that lies offset weekdays from today (or from the Friday
 * before, when today is a Saturday or Sunday). */
int32_t
calendar_weekday(int32_t today, int offset);

/* "2026-03-02"; out holds 11 bytes. */
void
calendar_iso(int32_t days, char out[11]);

/* "2. marts 2026"; out holds 32 bytes. */
void
calendar_danish(int32_t days, char out[32]);

#endif
