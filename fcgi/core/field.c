/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/field.h"

#include <string.h>

#include "core/calendar.h"
#include "core/text.h"

#define MICROSECONDS INT64_C(1000000)

static void *
place_of(const struct field *field, void *ret_struct)
{
	return (char *)ret_struct + field->offset;
}

static const char *
bounds_rule(const struct field *field, struct pool *pool, const char *what)
{
	const char *rule = pool_printf(pool, "%lld to %lld%s",
	    (long long)field->least, (long long)field->most, what);

	return rule == NULL ? "out of bounds" : rule;
}

static const char *
control_rule(unsigned control, size_t place, struct pool *pool)
{
	const char *rule = pool_printf(pool,
	    "no control characters: character %zu is U+%04X", place, control);

	return rule == NULL ? "no control characters" : rule;
}

static const char *
read_text(const struct field *field, const char *text, size_t length,
    struct pool *pool, void *ret_struct)
{
	char *seen = pool_copy(pool, text, length);
	size_t characters, place;
	unsigned control;

	if (seen == NULL)
		return "memory";
	if (text_find_control(text, length, &control, &place))
		return control_rule(control, place, pool);
	length = text_drop_unseen(seen, length);
	seen[length] = '\0';
	characters = text_characters(seen, length);
	if ((int64_t)characters < field->least ||
	    (int64_t)characters > field->most)
		return bounds_rule(field, pool, " characters");
	*(const char **)place_of(field, ret_struct) = seen;
	return NULL;
}

static const char *
read_word(const struct field *field, const char *text, size_t length,
    void *ret_struct)
{
	for (int i = 0; field->words[i] != NULL; i++) {
		if (strlen(field->words[i]) == length &&
		    memcmp(field->words[i], text, length) == 0) {
			*(int *)place_of(field, ret_struct) = i;
			return NULL;
		}
	}
	return "one of the listed words";
}

/* Decimal digits with an optional '-', no leading zeros, at most 18 digits. */
static bool
parse_int(const char *text, size_t length, int64_t *ret_value)
{
	bool negative = length > 0 && text[0] == '-';
	size_t i = negative ? 1 : 0;
	int64_t value = 0;

	if (length == i || length - i > 18 ||
	    (text[i] == '0' && length > 1))
		return false;
	for (; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		value = value * 10 + (text[i] - '0');
	}
	*ret_value = negative ? -value : value;
	return true;
}

const char *
field_read_int(const struct field *field, int64_t value, struct pool *pool,
    void *ret_struct)
{
	if (field->type != FIELD_INT)
		return "not a number";
	if (value < field->least || value > field->most)
		return bounds_rule(field, pool, "");
	*(int64_t *)place_of(field, ret_struct) = value;
	return NULL;
}

const char *
field_read_bool(const struct field *field, bool value, void *ret_struct)
{
	if (field->type != FIELD_BOOL)
		return "not true or false";
	*(bool *)place_of(field, ret_struct) = value;
	return NULL;
}

static const char *
read_bool(const struct field *field, const char *text, size_t length,
    void *ret_struct)
{
	if (length == 4 && memcmp(text, "true", 4) == 0)
		return field_read_bool(field, true, ret_struct);
	if (length == 5 && memcmp(text, "false", 5) == 0)
		return field_read_bool(field, false, ret_struct);
	return "true or false";
}

static const char *
read_uuid(const struct field *field, const char *text, size_t length,
    void *ret_struct)
{
	struct uuid_field *to = place_of(field, ret_struct);

	if (!uuid_parse(text, length, &to->uuid))
		return "a UUID, RFC 9562 section 4";
	to->given = true;
	return NULL;
}

static const char *
read_date(const struct field *field, const char *text, size_t length,
    void *ret_struct)
{
	struct date_field *to = place_of(field, ret_struct);

	if (!calendar_parse_date(text, length, &to->days))
		return "a date YYYY-MM-DD";
	to->given = true;
	return NULL;
}

const char *
field_read(const struct field *field, const char *text, size_t length,
    struct pool *pool, void *ret_struct)
{
	int64_t number;

	switch (field->type) {
	case FIELD_TEXT:
		return read_text(field, text, length, pool, ret_struct);
	case FIELD_WORD:
		return read_word(field, text, length, ret_struct);
	case FIELD_INT:
		if (!parse_int(text, length, &number))
			return bounds_rule(field, pool, "");
		return field_read_int(field, number, pool, ret_struct);
	case FIELD_BOOL:
		return read_bool(field, text, length, ret_struct);
	case FIELD_UUID:
		return read_uuid(field, text, length, ret_struct);
	case FIELD_DATE:
		return read_date(field, text, length, ret_struct);
	case FIELD_CURSOR:
		if (!cursor_parse(text, length, place_of(field, ret_struct)))
			return "a \"next\" of this list";
		return NULL;
	}
	return "unknown type of field";
}

int
field_find(const struct field *fields, size_t count, const char *name,
    size_t length)
{
	for (size_t i = 0; i < count; i++)
		if (strlen(fields[i].name) == length &&
		    memcmp(fields[i].name, name, length) == 0)
			return (int)i;
	return -1;
}

void
cursor_format(int64_t time, struct uuid id,
    char ret_text[CURSOR_TEXT_LENGTH + 1])
{
	unsigned char bytes[24];

	for (int i = 0; i < 8; i++)
		bytes[i] = (unsigned char)((uint64_t)time >> (56 - 8 * i));
	memcpy(bytes + 8, id.bytes, sizeof(id.bytes));
	text_to_base64url(ret_text, bytes, sizeof(bytes));
}

bool
cursor_parse(const char *text, size_t length, struct cursor *ret_cursor)
{
	unsigned char bytes[24];
	uint64_t bits = 0;
	int64_t time;

	if (text_from_base64url(text, length, bytes, sizeof(bytes)) !=
	    RESULT_OK)
		return false;
	for (int i = 0; i < 8; i++)
		bits = bits << 8 | bytes[i];
	memcpy(&time, &bits, sizeof(time));
	if (time < CALENDAR_SECOND_LEAST * MICROSECONDS ||
	    time > CALENDAR_SECOND_MOST * MICROSECONDS)
		return false;
	ret_cursor->time = time;
	memcpy(ret_cursor->id.bytes, bytes + 8, sizeof(ret_cursor->id.bytes));
	ret_cursor->given = true;
	return true;
}
