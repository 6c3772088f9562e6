/* SPDX-License-Identifier: EUPL-1.2 */
#include "admin/call.h"

#include <ctype.h>
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "core/calendar.h"
#include "core/text.h"

int
refuse(const struct admin *admin, int status, const char *why)
{
	fprintf(stderr, "minsag-admin: %s: %s\n", admin->command->name, why);
	return status;
}

int
refuse_word(const struct admin *admin, const char *what, const char *word,
    const char *wanted)
{
	fprintf(stderr, "minsag-admin: %s: %s \"%s\": %s\n",
	    admin->command->name, what, word, wanted);
	return ADMIN_USAGE;
}

bool
read_number(const char *text, int64_t most, int64_t *ret_number)
{
	char *end;
	long long number;

	errno = 0;
	number = strtoll(text, &end, 10);
	if (errno != 0 || !isdigit((unsigned char)text[0]) || *end != '\0' ||
	    number > most)
		return false;
	*ret_number = number;
	return true;
}

int
call(const struct admin *admin, const struct db_statement *statement,
    const struct db_value *values, struct db_rows **ret_rows)
{
	const char *rule = "";
	enum result result = db_call(admin->db, statement, values, ret_rows,
	    &rule);

	if (result == RESULT_OK)
		return ADMIN_DONE;
	return refuse(admin, result == RESULT_TRY_AGAIN ||
	    result == RESULT_BROKEN ? ADMIN_STOPPED : ADMIN_REFUSED, rule);
}

bool
read_input(size_t most, char **ret_text)
{
	char *text = malloc(most + 2);
	size_t length;

	if (text == NULL)
		return false;
	length = fread(text, 1, most + 1, stdin);
	if (length <= most && !ferror(stdin)) {
		size_t seen = text_drop_unseen(text, length);
		if (seen < length)
			fputs("minsag-admin: characters that nobody sees "
			    "were taken out\n", stderr);
		length = seen;
		while (length > 0 && isspace((unsigned char)text[length - 1]))
			length--;
		text[length] = '\0';
		if (length > 0 && strlen(text) == length &&
		    text_is_utf8(text, length)) {
			*ret_text = text;
			return true;
		}
	}
	free(text);
	return false;
}

bool
read_uuid(const char *text, struct uuid *ret_uuid)
{
	return text != NULL && uuid_parse(text, strlen(text), ret_uuid);
}

static void
print_texts(FILE *out, const struct db_rows *rows, int r, int c)
{
	int count = db_texts_count(rows, r, c);

	for (int i = 0; i < count; i++) {
		size_t length;
		const char *text = db_texts_item(rows, r, c, i, &length);
		fprintf(out, "%s%.*s", i == 0 ? "" : ",", (int)length, text);
	}
}

void
print_value(FILE *out, const struct db_rows *rows, int r, int c)
{
	const struct db_value value = db_get_value(rows, r, c);
	char text[CALENDAR_TIME_SIZE > UUID_TEXT_LENGTH + 1
	    ? CALENDAR_TIME_SIZE : UUID_TEXT_LENGTH + 1];

	if (value.null) {
		fputc('-', out);
		return;
	}
	switch (value.type) {
	case DB_TEXT:
		fwrite(value.bytes.at, 1, value.bytes.length, out);
		break;
	case DB_UUID:
		uuid_format(value.uuid, text);
		fputs(text, out);
		break;
	case DB_TIME:
		calendar_time(value.int8, text);
		fputs(text, out);
		break;
	case DB_DATE:
		calendar_date(value.days, text);
		fputs(text, out);
		break;
	case DB_BOOL:
		fputs(value.boolean ? "yes" : "no", out);
		break;
	case DB_INT4:
		fprintf(out, "%" PRId32, value.int4);
		break;
	case DB_INT8:
		fprintf(out, "%" PRId64, value.int8);
		break;
	case DB_BYTES:
		for (size_t i = 0; i < value.bytes.length; i++)
			fprintf(out, "%02x", ((const unsigned char *)
			    value.bytes.at)[i]);
		break;
	case DB_TEXTS:
		print_texts(out, rows, r, c);
		break;
	}
}

void
print_row(FILE *out, const struct db_rows *rows, int r, int columns)
{
	for (int c = 0; c < columns; c++) {
		if (c > 0)
			fputc('\t', out);
		print_value(out, rows, r, c);
	}
	fputc('\n', out);
}
