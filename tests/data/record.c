/* SPDX-License-Identifier: EUPL-1.2 */
#include <json-c/json.h>

#include "calendar.h"
#include "record.h"

struct json_object *
record_new(const char *type)
{
	struct json_object *record = json_object_new_object();

	record_text(record, "type", type);
	return record;
}

void
record_text(struct json_object *record, const char *key, const char *value)
{
	if (value != NULL)
		json_object_object_add(record, key,
		    json_object_new_string(value));
}

void
record_date(struct json_object *record, const char *key, int32_t days)
{
	char text[11];

	calendar_iso(days, text);
	record_text(record, key, text);
}

void
record_time(struct json_object *record, const char *key, int32_t today,
    struct story_time time)
{
	char text[64], date[11];

	if (!time.given)
		return;
	calendar_iso(calendar_weekday(today, time.day), date);
	snprintf(text, sizeof(text), "%sT%02d:%02d:00Z", date,
	    time.minute / 60, time.minute % 60);
	record_text(record, key, text);
}

void
record_number(struct json_object *record, const char *key, int number)
{
	json_object_object_add(record, key, json_object_new_int(number));
}

void
record_write(FILE *out, struct json_object *record)
{
	fprintf(out, "%s\n", json_object_to_json_string_ext(record,
	    JSON_C_TO_STRING_PLAIN | JSON_C_TO_STRING_NOSLASHESCAPE));
	json_object_put(record);
}
