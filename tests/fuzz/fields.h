/* SPDX-License-Identifier: EUPL-1.2
 *
 * A struct with a field of every type, and what must hold once one was read:
 * shared by the targets that read fields.
 */
#ifndef MINSAG_FUZZ_FIELDS_H
#define MINSAG_FUZZ_FIELDS_H

#include <stdlib.h>
#include <string.h>

#include "core/calendar.h"
#include "core/field.h"
#include "core/text.h"

struct input {
	const char *words;
	int kind;
	int64_t limit;
	bool fresh;
	struct uuid_field within;
	struct date_field from;
	struct cursor after;
};

static const char *const kinds[] = {"note", "letter", NULL};
static const struct field fields[] = {
	{"words", FIELD_TEXT, offsetof(struct input, words), false, 1, 20,
	    NULL},
	{"kind", FIELD_WORD, offsetof(struct input, kind), false, 0, 0, kinds},
	{"limit", FIELD_INT, offsetof(struct input, limit), false, 1, 100,
	    NULL},
	{"new", FIELD_BOOL, offsetof(struct input, fresh), false, 0, 0, NULL},
	{"case", FIELD_UUID, offsetof(struct input, within), false, 0, 0,
	    NULL},
	{"from", FIELD_DATE, offsetof(struct input, from), false, 0, 0, NULL},
	{"after", FIELD_CURSOR, offsetof(struct input, after), false, 0, 0,
	    NULL}};

#define FIELD_COUNT (sizeof(fields) / sizeof(fields[0]))
#define FRESH {.kind = -1, .limit = 20}

static inline void
check_input(const struct input *input)
{
	char text[64];

	if (input->words != NULL) {
		size_t length = strlen(input->words);
		if (!text_is_utf8(input->words, length) ||
		    text_has_control(input->words, length, true) ||
		    text_characters(input->words, length) < 1 ||
		    text_characters(input->words, length) > 20)
			abort();
	}
	if (input->kind < -1 || input->kind > 1 || input->limit < 1 ||
	    input->limit > 100)
		abort();
	if (input->from.given) {
		int32_t days;
		calendar_date(input->from.days, text);
		if (!calendar_parse_date(text, strlen(text), &days) ||
		    days != input->from.days)
			abort();
	}
	if (input->after.given &&
	    (input->after.time / 1000000 < CALENDAR_SECOND_LEAST ||
	    input->after.time / 1000000 > CALENDAR_SECOND_MOST))
		abort();
}

#endif
