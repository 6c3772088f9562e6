/* SPDX-License-Identifier: EUPL-1.2
 *
 * Writes the lines of an import manifest: one flat JSON object a line.
 */
#ifndef MINSAG_DATA_RECORD_H
#define MINSAG_DATA_RECORD_H

#include <stdio.h>
#include <stdint.h>

#include "story.h"

struct json_object;

/* Begins a line of a type. */
struct json_object *
record_new(const char *type);

/* Adds a member; does nothing when value is NULL. */
void
record_text(struct json_object *record, const char *key, const char *value);

/* Adds a date, YYYY-MM-DD. */
void
record_date(struct json_object *record, const char *key, int32_t days);

/* Adds a time, RFC 3339 in UTC; does nothing when it is not given. */
void
record_time(struct json_object *record, const char *key, int32_t today,
    struct story_time time);

void
record_number(struct json_object *record, const char *key, int number);

/* Writes the line and frees the record. */
void
record_write(FILE *out, struct json_object *record);

#endif
