/* SPDX-License-Identifier: EUPL-1.2 */
#include <json-c/json.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include "core/calendar.h"
#include "core/json.h"
#include "core/text.h"

static enum result
refuse(const char **ret_rule, const char *rule)
{
	*ret_rule = rule;
	return RESULT_BAD_INPUT;
}

/* What a walk over text that json-c took tells and json-c doesn't. */
struct survey {
	int members; /* of the outermost object, doubles counted */
	bool nul;    /* a \u0000 stands in some string */
};

static struct survey
survey(const char *at, size_t length)
{
	struct survey found = {0, false};
	bool in_string = false;
	int depth = 0;

	for (size_t i = 0; i < length; i++) {
		if (in_string && at[i] == '\\') {
			if (length - i > 5 && memcmp(at + i, "\\u0000", 6) == 0)
				found.nul = true;
			i++;
		} else if (at[i] == '"') {
			in_string = !in_string;
		} else if (!in_string) {
			depth += at[i] == '{' || at[i] == '[';
			depth -= at[i] == '}' || at[i] == ']';
			found.members += at[i] == ':' && depth == 1;
		}
	}
	return found;
}

/* Parses all of the text; NULL with the rule when json-c refuses. */
static struct json_object *
parse(const char *at, size_t length, const char **ret_rule)
{
	struct json_tokener *tokener = json_tokener_new_ex(JSON_DEPTH_MOST);
	struct json_object *json;

	*ret_rule = "memory";
	if (tokener == NULL)
		return NULL;
	json_tokener_set_flags(tokener,
	    JSON_TOKENER_STRICT | JSON_TOKENER_VALIDATE_UTF8);
	json = json_tokener_parse_ex(tokener, at, (int)length);
	*ret_rule = json_tokener_get_error(tokener) == json_tokener_error_depth
	    ? "depth at most 16" : "one object, RFC 8259";
	json_tokener_free(tokener);
	return json;
}

static const char *
read_member(const struct field *field, struct json_object *value,
    struct pool *pool, void *ret_struct)
{
	const char *text;
	size_t length;

	switch (json_object_get_type(value)) {
	case json_type_int:
		return field_read_int(field, json_object_get_int64(value),
		    pool, ret_struct);
	case json_type_boolean:
		return field_read_bool(field, json_object_get_boolean(value),
		    ret_struct);
	case json_type_string:
		if (field->type == FIELD_INT || field->type == FIELD_BOOL)
			return "not a string";
		length = (size_t)json_object_get_string_len(value);
		text = pool_copy(pool, json_object_get_string(value), length);
		if (text == NULL)
			return "memory";
		return field_read(field, text, length, pool, ret_struct);
	default:
		return "a string, a number, true or false";
	}
}

static enum result
name_rule(const struct field *field, const char *rule, struct pool *pool,
    const char **ret_rule)
{
	const char *full = pool_printf(pool, "%s: %s", field->name, rule);

	return refuse(ret_rule, full == NULL ? rule : full);
}

static enum result
read_object(struct json_object *json, const struct field *fields,
    size_t count, struct pool *pool, void *ret_struct, const char **ret_rule)
{
	bool given[FIELDS_MOST] = {false};

	json_object_object_foreach(json, key, value) {
		int i = field_find(fields, count, key, strlen(key));
		if (i < 0)
			return refuse(ret_rule, "unknown field");
		const char *rule = read_member(&fields[i], value, pool,
		    ret_struct);
		if (rule != NULL)
			return name_rule(&fields[i], rule, pool, ret_rule);
		given[i] = true;
	}
	for (size_t i = 0; i < count; i++)
		if (fields[i].required && !given[i])
			return name_rule(&fields[i], "is required", pool,
			    ret_rule);
	return RESULT_OK;
}

enum result
json_read(const char *at, size_t length, const struct field *fields,
    size_t count, struct pool *pool, void *ret_struct, const char **ret_rule)
{
	struct json_object *json = NULL;
	enum result result;
	struct survey found;

	if (length == 0 || length > INT_MAX || count > FIELDS_MOST)
		return refuse(ret_rule, "one object, RFC 8259");
	if (!text_is_utf8(at, length) || memchr(at, '\0', length) != NULL)
		return refuse(ret_rule, "UTF-8 without NUL, RFC 8259 section 8");
	json = parse(at, length, ret_rule);
	if (json == NULL)
		return RESULT_BAD_INPUT;
	found = survey(at, length);
	if (!json_object_is_type(json, json_type_object))
		result = refuse(ret_rule, "one object, RFC 8259");
	else if (found.nul)
		result = refuse(ret_rule, "no NUL");
	else if (found.members != json_object_object_length(json))
		result = refuse(ret_rule, "a field is given twice");
	else
		result = read_object(json, fields, count, pool, ret_struct,
		    ret_rule);
	json_object_put(json);
	return result;
}

struct json_object *
json_text(const struct db_rows *rows, int r, int c)
{
	if (db_is_null(rows, r, c))
		return NULL;
	return json_object_new_string_len(db_get_text(rows, r, c),
	    db_get_length(rows, r, c));
}

struct json_object *
json_int(const struct db_rows *rows, int r, int c)
{
	if (db_is_null(rows, r, c))
		return NULL;
	if (db_get_length(rows, r, c) == 4)
		return json_object_new_int(db_get_int4(rows, r, c));
	return json_object_new_int64(db_get_int8(rows, r, c));
}

struct json_object *
json_truth(const struct db_rows *rows, int r, int c)
{
	if (db_is_null(rows, r, c))
		return NULL;
	return json_object_new_boolean(db_get_bool(rows, r, c));
}

struct json_object *
json_uuid(const struct db_rows *rows, int r, int c)
{
	char text[UUID_TEXT_LENGTH + 1];

	if (db_is_null(rows, r, c))
		return NULL;
	uuid_format(db_get_uuid(rows, r, c), text);
	return json_object_new_string_len(text, UUID_TEXT_LENGTH);
}

struct json_object *
json_date(const struct db_rows *rows, int r, int c)
{
	char text[CALENDAR_DATE_SIZE];

	if (db_is_null(rows, r, c))
		return NULL;
	calendar_date(db_get_date(rows, r, c), text);
	return json_object_new_string_len(text, CALENDAR_DATE_SIZE - 1);
}

struct json_object *
json_time(const struct db_rows *rows, int r, int c)
{
	char text[CALENDAR_TIME_SIZE];

	if (db_is_null(rows, r, c))
		return NULL;
	calendar_time(db_get_time(rows, r, c), text);
	return json_object_new_string_len(text, CALENDAR_TIME_SIZE - 1);
}

struct json_object *
json_texts(const struct db_rows *rows, int r, int c)
{
	struct json_object *list;
	int count;

	if (db_is_null(rows, r, c))
		return NULL;
	count = db_texts_count(rows, r, c);
	list = json_object_new_array_ext(count > 0 ? count : 1);
	for (int i = 0; list != NULL && i < count; i++) {
		size_t length;
		const char *text = db_texts_item(rows, r, c, i, &length);
		json_object_array_add(list,
		    json_object_new_string_len(text, (int)length));
	}
	return list;
}

struct json_object *
json_hex(const struct db_rows *rows, int r, int c)
{
	static const char digits[] = "0123456789abcdef";
	char text[128];
	const unsigned char *bytes;
	size_t length;

	if (db_is_null(rows, r, c))
		return NULL;
	bytes = db_get_bytes(rows, r, c, &length);
	if (length > sizeof(text) / 2)
		abort();
	for (size_t i = 0; i < length; i++) {
		text[2 * i] = digits[bytes[i] >> 4];
		text[2 * i + 1] = digits[bytes[i] & 15];
	}
	return json_object_new_string_len(text, (int)(2 * length));
}

void
json_put(struct json_object *object, const char *key,
    struct json_object *value)
{
	json_object_object_add_ex(object, key, value,
	    JSON_C_OBJECT_ADD_KEY_IS_NEW | JSON_C_OBJECT_ADD_CONSTANT_KEY);
}
