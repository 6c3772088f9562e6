/* SPDX-License-Identifier: EUPL-1.2
 *
 * Times as a manifest has them: RFC 3339 section 5.6 with seconds and a zone,
 * "2026-03-02T09:30:00Z" or "2026-03-02T10:30:00+01:00".
 */
#ifndef MINSAG_MOMENT_H
#define MINSAG_MOMENT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/result.h"

/*
 * Reads a time to Unix microseconds. False for anything else, a day that does
 * not exist and a leap second; fractions of a second are not taken.
 */
bool
moment_read(const char *text, size_t length, int64_t *ret_at) must_check;

#endif
