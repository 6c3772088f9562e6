/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/writer.h"

#include <string.h>

#include "core/calendar.h"

/* Holds a page of 20 and leaves room in the pool's first block. */
#define FIRST_SIZE 12288
#define INT_DIGITS 20 /* of INT64_MIN, its sign included */

static const char hex_digits[] = "0123456789abcdef";

/* Makes room for more bytes; false when memory is short. */
static bool
reserve(struct writer *writer, size_t more)
{
	size_t size = writer->size;
	char *at;

	if (writer->failed)
		return false;
	if (more <= size - writer->length)
		return true;
	while (more > size - writer->length)
		size *= 2;
	at = pool_alloc(writer->pool, size);
	if (at == NULL) {
		writer->failed = true;
		return false;
	}
	memcpy(at, writer->at, writer->length);
	writer->at = at;
	writer->size = size;
	return true;
}

static void
put(struct writer *writer, const char *at, size_t length)
{
	if (!reserve(writer, length))
		return;
	memcpy(writer->at + writer->length, at, length);
	writer->length += length;
}

static void
put_comma(struct writer *writer)
{
	if (writer->comma)
		put(writer, ",", 1);
	writer->comma = true;
}

void
writer_begin(struct writer *writer, struct pool *pool)
{
	*writer = (struct writer){.pool = pool, .length = WRITER_HEAD_ROOM,
	    .size = FIRST_SIZE};
	writer->at = pool_alloc(pool, FIRST_SIZE);
	writer->failed = writer->at == NULL;
}

void
writer_open(struct writer *writer, char bracket)
{
	put_comma(writer);
	put(writer, &bracket, 1);
	writer->comma = false;
}

void
writer_close(struct writer *writer, char bracket)
{
	put(writer, &bracket, 1);
	writer->comma = true;
}

void
writer_key(struct writer *writer, const char *key)
{
	size_t length = strlen(key);
	char *to;

	if (!reserve(writer, length + 4))
		return;
	to = writer->at + writer->length;
	if (writer->comma)
		*to++ = ',';
	*to++ = '"';
	memcpy(to, key, length);
	to += length;
	*to++ = '"';
	*to++ = ':';
	writer->length = (size_t)(to - writer->at);
	writer->comma = false;
}

void
writer_null(struct writer *writer)
{
	put_comma(writer);
	put(writer, "null", 4);
}

void
writer_bool(struct writer *writer, bool value)
{
	put_comma(writer);
	put(writer, value ? "true" : "false", value ? 4 : 5);
}

void
writer_int(struct writer *writer, int64_t value)
{
	char digits[INT_DIGITS], *at = digits + sizeof(digits);
	uint64_t left = value < 0 ? 0 - (uint64_t)value : (uint64_t)value;

	do {
		*--at = (char)('0' + left % 10);
		left /= 10;
	} while (left > 0);
	if (value < 0)
		*--at = '-';
	put_comma(writer);
	put(writer, at, (size_t)(digits + sizeof(digits) - at));
}

static bool
needs_escape(unsigned char c)
{
	return c < 0x20 || c == '"' || c == '\\';
}

/* Writes the escape of c; at most 6 bytes. RFC 8259 section 7. */
static char *
put_escape(char *to, unsigned char c)
{
	*to++ = '\\';
	if (c == '"' || c == '\\') {
		*to++ = (char)c;
	} else if (c == '\n') {
		*to++ = 'n';
	} else {
		memcpy(to, "u00", 3);
		to[3] = hex_digits[c >> 4];
		to[4] = hex_digits[c & 15];
		to += 5;
	}
	return to;
}

void
writer_text_length(struct writer *writer, const char *text, size_t length)
{
	char *to;

	if (length > SIZE_MAX / 8 || !reserve(writer, 6 * length + 3)) {
		writer->failed = true;
		return;
	}
	to = writer->at + writer->length;
	if (writer->comma)
		*to++ = ',';
	*to++ = '"';
	for (size_t i = 0; i < length; i++) {
		if (needs_escape((unsigned char)text[i]))
			to = put_escape(to, (unsigned char)text[i]);
		else
			*to++ = text[i];
	}
	*to++ = '"';
	writer->length = (size_t)(to - writer->at);
	writer->comma = true;
}

void
writer_text(struct writer *writer, const char *text)
{
	if (text == NULL)
		writer_null(writer);
	else
		writer_text_length(writer, text, strlen(text));
}

static void
write_hex(struct writer *writer, const unsigned char *bytes, size_t length)
{
	put_comma(writer);
	if (!reserve(writer, 2 * length + 2))
		return;
	put(writer, "\"", 1);
	for (size_t i = 0; i < length; i++) {
		writer->at[writer->length++] = hex_digits[bytes[i] >> 4];
		writer->at[writer->length++] = hex_digits[bytes[i] & 15];
	}
	put(writer, "\"", 1);
}

static void
write_texts(struct writer *writer, const struct db_rows *rows, int r, int c)
{
	int count = db_texts_count(rows, r, c);

	writer_open(writer, '[');
	for (int i = 0; i < count; i++) {
		size_t length;
		const char *text = db_texts_item(rows, r, c, i, &length);
		writer_text_length(writer, text, length);
	}
	writer_close(writer, ']');
}

static void
write_uuid(struct writer *writer, struct uuid uuid)
{
	char text[UUID_TEXT_LENGTH + 1];

	uuid_format(uuid, text);
	writer_text_length(writer, text, UUID_TEXT_LENGTH);
}

static void
write_time(struct writer *writer, int64_t microseconds)
{
	char text[CALENDAR_TIME_SIZE];

	calendar_time(microseconds, text);
	writer_text_length(writer, text, CALENDAR_TIME_SIZE - 1);
}

static void
write_date(struct writer *writer, int32_t days)
{
	char text[CALENDAR_DATE_SIZE];

	calendar_date(days, text);
	writer_text_length(writer, text, CALENDAR_DATE_SIZE - 1);
}

void
writer_value(struct writer *writer, const struct db_rows *rows, int r, int c)
{
	const struct db_value value = db_get_value(rows, r, c);

	if (value.null) {
		writer_null(writer);
		return;
	}
	switch (value.type) {
	case DB_TEXT:
		writer_text_length(writer, value.bytes.at, value.bytes.length);
		break;
	case DB_UUID:
		write_uuid(writer, value.uuid);
		break;
	case DB_TIME:
		write_time(writer, value.int8);
		break;
	case DB_DATE:
		write_date(writer, value.days);
		break;
	case DB_BOOL:
		writer_bool(writer, value.boolean);
		break;
	case DB_INT4:
		writer_int(writer, value.int4);
		break;
	case DB_INT8:
		writer_int(writer, value.int8);
		break;
	case DB_BYTES:
		write_hex(writer, value.bytes.at, value.bytes.length);
		break;
	case DB_TEXTS:
		write_texts(writer, rows, r, c);
		break;
	}
}

void
writer_columns(struct writer *writer, const struct db_rows *rows, int r,
    const struct column *columns, size_t count, enum language language)
{
	for (size_t i = 0; i < count; i++) {
		int c = columns[i].c;
		if (columns[i].en != 0 && language == LANGUAGE_EN)
			c = columns[i].en;
		writer_key(writer, columns[i].key);
		writer_value(writer, rows, r, c);
	}
}
