/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as the text of a cursor, a date and a UUID: what is taken is
 * written back as the same text, so that each value has one spelling.
 */
#include <ctype.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/calendar.h"
#include "core/field.h"
#include "core/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must_be(const char *text, const char *at, size_t size)
{
	if (strlen(text) != size)
		abort();
	for (size_t i = 0; i < size; i++)
		if (text[i] != at[i] && text[i] != tolower(at[i]))
			abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *at = (const char *)data;
	char text[64];
	struct cursor cursor;
	struct uuid uuid;
	int32_t days;

	if (cursor_parse(at, size, &cursor)) {
		cursor_format(cursor.time, cursor.id, text);
		if (strlen(text) != size || memcmp(text, at, size) != 0)
			abort();
	}
	if (calendar_parse_date(at, size, &days)) {
		calendar_date(days, text);
		must_be(text, at, size);
	}
	if (uuid_parse(at, size, &uuid)) {
		uuid_format(uuid, text);
		must_be(text, at, size);
	}
	if (text_is_utf8(at, size) && text_characters(at, size) > size)
		abort();
	return 0;
}
