/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/json.h"

#include <json-c/json.h>
#include <limits.h>
#include <string.h>

#include "core/text.h"

#define NAME_MOST 40 /* of an unknown field that is told by name */

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
	bool odd;    /* a byte that JSON hasn't: json-c takes 'a' for "a" */
	bool raw;    /* a control character in a string: RFC 8259 section 7 */
	bool half;   /* a surrogate without its other half: section 8.2 */
};

/* The code unit of "\uXXXX" at the end's left, or -1. */
static int
code_unit(const char *at, size_t left)
{
	int unit = 0;

	if (left < 6 || at[0] != '\\' || at[1] != 'u')
		return -1;
	for (int i = 2; i < 6; i++) {
		const char *digit = memchr("0123456789abcdefABCDEF", at[i], 22);
		if (digit == NULL)
			return -1;
		int value = (int)(digit - "0123456789abcdefABCDEF");
		unit = unit * 16 + (value < 16 ? value : value - 6);
	}
	return unit;
}

/* Looks at the escape at at; how many bytes of it to pass over besides. */
static size_t
survey_escape(const char *at, size_t left, struct survey *found)
{
	int unit = code_unit(at, left);
	bool high = unit >= 0xD800 && unit <= 0xDBFF;
	int next = high ? code_unit(at + 6, left - 6) : -1;
	bool low = next >= 0xDC00 && next <= 0xDFFF;

	found->nul |= unit == 0;
	found->half |= (high && !low) || (unit >= 0xDC00 && unit <= 0xDFFF);
	return low ? 11 : unit >= 0 ? 5 : 1;
}

static struct survey
survey(const char *at, size_t length)
{
	static const char plain[] = "{}[]:,0123456789+-.eEtrufalsn \t\r\n";
	struct survey found = {0};
	bool in_string = false;
	int depth = 0;

	for (size_t i = 0; i < length; i++) {
		if (in_string && at[i] == '\\') {
			i += survey_escape(at + i, length - i, &found);
		} else if (at[i] == '"') {
			in_string = !in_string;
		} else if (in_string) {
			found.raw |= (unsigned char)at[i] < ' ';
		} else {
			found.odd |= strchr(plain, at[i]) == NULL;
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
    size_t count, bool foreign, struct pool *pool, void *ret_struct,
    const char **ret_rule)
{
	struct json_object_iterator at = json_object_iter_begin(json);
	struct json_object_iterator end = json_object_iter_end(json);
	bool given[FIELDS_MOST] = {false};

	for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
		const char *key = json_object_iter_peek_name(&at);
		int i = field_find(fields, count, key, strlen(key));
		struct json_object *value = json_object_iter_peek_value(&at);
		if (foreign && (i < 0 || value == NULL))
			continue;
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

/* What json-c takes and RFC 8259 doesn't, or we don't; NULL when nothing. */
static const char *
fault(const struct survey *found)
{
	if (found->odd)
		return "one object, RFC 8259";
	if (found->raw)
		return "no control character in a string, RFC 8259 section 7";
	if (found->half)
		return "no half of a surrogate pair, RFC 8259 section 8.2";
	return found->nul ? "no NUL" : NULL;
}

/* Text as its tree, with what was found in it; NULL with the rule otherwise. */
static struct json_object *
read_text(const char *at, size_t length, struct survey *ret_found,
    const char **ret_rule)
{
	*ret_rule = "one object, RFC 8259";
	if (length == 0 || length > INT_MAX)
		return NULL;
	*ret_rule = "UTF-8 without NUL, RFC 8259 section 8";
	if (!text_is_utf8(at, length) || memchr(at, '\0', length) != NULL)
		return NULL;
	struct json_object *json = parse(at, length, ret_rule);
	if (json == NULL)
		return NULL;
	*ret_found = survey(at, length);
	*ret_rule = fault(ret_found);
	if (*ret_rule == NULL)
		return json;
	json_object_put(json);
	return NULL;
}

static enum result
read_whole(const char *at, size_t length, const struct field *fields,
    size_t count, bool foreign, struct pool *pool, void *ret_struct,
    const char **ret_rule)
{
	struct json_object *json;
	enum result result;
	struct survey found;

	if (count > FIELDS_MOST)
		return refuse(ret_rule, "too many fields");
	json = read_text(at, length, &found, ret_rule);
	if (json == NULL)
		return RESULT_BAD_INPUT;
	if (!json_object_is_type(json, json_type_object))
		result = refuse(ret_rule, "one object, RFC 8259");
	else if (found.members != json_object_object_length(json))
		result = refuse(ret_rule, "a field is given twice");
	else
		result = read_object(json, fields, count, foreign, pool,
		    ret_struct, ret_rule);
	json_object_put(json);
	return result;
}

enum result
json_read(const char *at, size_t length, const struct field *fields,
    size_t count, struct pool *pool, void *ret_struct, const char **ret_rule)
{
	return read_whole(at, length, fields, count, false, pool, ret_struct,
	    ret_rule);
}

enum result
json_read_foreign(const char *at, size_t length, const struct field *fields,
    size_t count, struct pool *pool, void *ret_struct, const char **ret_rule)
{
	return read_whole(at, length, fields, count, true, pool, ret_struct,
	    ret_rule);
}

static bool
is_name(const char *name)
{
	static const char letters[] = "abcdefghijklmnopqrstuvwxyz_";
	size_t length = strlen(name);

	return length > 0 && length <= NAME_MOST &&
	    strspn(name, letters) == length;
}

static const char *
first_unknown(struct json_object *json, const struct field *fields,
    size_t count)
{
	struct json_object_iterator at = json_object_iter_begin(json);
	struct json_object_iterator end = json_object_iter_end(json);

	for (; !json_object_iter_equal(&at, &end); json_object_iter_next(&at)) {
		const char *key = json_object_iter_peek_name(&at);

		if (field_find(fields, count, key, strlen(key)) < 0)
			return key;
	}
	return NULL;
}

const char *
json_unknown(const char *at, size_t length, const struct field *fields,
    size_t count, struct pool *pool)
{
	const char *ignored, *key = NULL, *name = NULL;
	struct survey found;
	struct json_object *json = read_text(at, length, &found, &ignored);

	if (json_object_is_type(json, json_type_object))
		key = first_unknown(json, fields, count);
	if (key != NULL && is_name(key))
		name = pool_copy(pool, key, strlen(key));
	json_object_put(json);
	return name;
}

/* NULL when an item is no string, or memory is short. */
static const char *const *
copy_texts(struct json_object *json, size_t count, struct pool *pool)
{
	const char **texts = pool_alloc(pool, (count + 1) * sizeof(*texts));

	for (size_t i = 0; texts != NULL && i < count; i++) {
		struct json_object *item = json_object_array_get_idx(json, i);
		if (!json_object_is_type(item, json_type_string))
			return NULL;
		texts[i] = pool_copy(pool, json_object_get_string(item),
		    (size_t)json_object_get_string_len(item));
		if (texts[i] == NULL)
			return NULL;
	}
	return texts;
}

enum result
json_read_texts(const char *at, size_t length, struct pool *pool,
    const char *const **ret_texts, size_t *ret_count, const char **ret_rule)
{
	struct survey found;
	struct json_object *json = read_text(at, length, &found, ret_rule);
	const char *const *texts = NULL;
	size_t count = 0;

	if (json == NULL)
		return RESULT_BAD_INPUT;
	if (json_object_is_type(json, json_type_array)) {
		count = json_object_array_length(json);
		if (count <= JSON_ITEMS_MOST)
			texts = copy_texts(json, count, pool);
	}
	json_object_put(json);
	if (texts == NULL)
		return refuse(ret_rule, "one array of strings");
	*ret_texts = texts;
	*ret_count = count;
	return RESULT_OK;
}
