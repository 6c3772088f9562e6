/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/target.h"

#include <string.h>

#include "core/text.h"

static enum result
refuse(const char **ret_rule, enum result result, const char *rule)
{
	*ret_rule = rule;
	return result;
}

/* Raw UTF-8 is let through: browsers escape it, but curl and nginx do not. */
static bool
has_bad_byte(const char *uri)
{
	for (const char *p = uri; *p != '\0'; p++)
		if ((unsigned char)*p <= 0x20 || *p == 0x7F || *p == '#' ||
		    *p == '\\')
			return true;
	return false;
}

static bool
has_encoded_slash(const char *at, size_t length)
{
	for (size_t i = 0; i + 2 < length; i++) {
		if (at[i] != '%')
			continue;
		if (at[i + 1] == '2' && (at[i + 2] | 0x20) == 'f')
			return true;
		if (at[i + 1] == '5' && (at[i + 2] | 0x20) == 'c')
			return true;
	}
	return false;
}

static bool
has_bad_segment(const char *path)
{
	for (const char *p = path; *p == '/';) {
		size_t length = strcspn(++p, "/");
		if (length == 0 && p[0] == '/')
			return true;
		if (length == 1 && p[0] == '.')
			return true;
		if (length == 2 && p[0] == '.' && p[1] == '.')
			return true;
		p += length;
	}
	return false;
}

static enum result
check_path(const char *path, size_t length, const char **ret_rule)
{
	if (!text_is_utf8(path, length))
		return refuse(ret_rule, RESULT_BAD_INPUT,
		    "path: UTF-8, RFC 3629");
	if (text_has_control(path, length, false))
		return refuse(ret_rule, RESULT_BAD_INPUT,
		    "path: no control characters");
	if (has_bad_segment(path))
		return refuse(ret_rule, RESULT_BAD_INPUT,
		    "path: no empty, \".\" or \"..\" segment");
	return RESULT_OK;
}

enum result
target_parse(const char *uri, const char *base_path, struct pool *pool,
    struct target *ret_target, const char **ret_rule)
{
	size_t base = strlen(base_path), length, decoded;
	enum result result;
	const char *mark;
	char *path;

	if (strnlen(uri, TARGET_URI_MOST + 1) > TARGET_URI_MOST)
		return refuse(ret_rule, RESULT_TOO_BIG,
		    "uri: at most 4096 bytes");
	if (uri[0] != '/' || has_bad_byte(uri))
		return refuse(ret_rule, RESULT_BAD_INPUT,
		    "uri: origin-form, RFC 9112 section 3.2.1");
	length = strcspn(uri, "?");
	mark = uri + length;
	if (has_encoded_slash(uri, length))
		return refuse(ret_rule, RESULT_BAD_INPUT,
		    "path: no encoded slash");
	path = pool_copy(pool, uri, length);
	if (path == NULL)
		return refuse(ret_rule, RESULT_TRY_AGAIN, "memory");
	if (text_percent_decode(path, path, length, false, &decoded) !=
	    RESULT_OK)
		return refuse(ret_rule, RESULT_BAD_INPUT,
		    "path: percent-encoding, RFC 3986 section 2.1");
	result = check_path(path, decoded, ret_rule);
	if (result != RESULT_OK)
		return result;
	if (strncmp(path, base_path, base) != 0 || path[base] != '/')
		return refuse(ret_rule, RESULT_NOT_FOUND, "path");
	ret_target->path = path + base;
	ret_target->query = *mark == '?' ? mark + 1 : "";
	return RESULT_OK;
}

bool
target_matches(const char *pattern, const char *path,
    struct uuid *ret_variables, int most, int *ret_count)
{
	int count = 0;

	while (*pattern == '/' && *path == '/') {
		size_t wanted = strcspn(++pattern, "/");
		size_t found = strcspn(++path, "/");
		if (wanted == 6 && memcmp(pattern, "{uuid}", 6) == 0) {
			if (count == most ||
			    !uuid_parse(path, found, &ret_variables[count]))
				return false;
			count++;
		} else if (wanted != found ||
		    memcmp(pattern, path, wanted) != 0) {
			return false;
		}
		pattern += wanted;
		path += found;
	}
	if (*pattern != '\0' || *path != '\0')
		return false;
	*ret_count = count;
	return true;
}
