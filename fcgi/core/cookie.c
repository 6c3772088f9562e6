/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/cookie.h"

#include <stdbool.h>
#include <string.h>

/* cookie-octet of RFC 6265 section 4.1.1. */
static bool
is_octet(unsigned char c)
{
	return c == 0x21 || (c >= 0x23 && c <= 0x2B) ||
	    (c >= 0x2D && c <= 0x3A) || (c >= 0x3C && c <= 0x5B) ||
	    (c >= 0x5D && c <= 0x7E);
}

static bool
are_octets(const char *at, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!is_octet((unsigned char)at[i]))
			return false;
	return true;
}

/* Takes spaces and then one pair of quotes off both ends. */
static void
trim(const char **at, size_t *length)
{
	while (*length > 0 && strchr(" \t", (*at)[0]) != NULL) {
		(*at)++;
		(*length)--;
	}
	while (*length > 0 && strchr(" \t", (*at)[*length - 1]) != NULL)
		(*length)--;
	if (*length >= 2 && (*at)[0] == '"' && (*at)[*length - 1] == '"') {
		(*at)++;
		*length -= 2;
	}
}

enum result
cookie_find(const char *header, const char *name, const char **ret_value,
    size_t *ret_length)
{
	size_t name_length = strlen(name), length = 0;
	const char *found = NULL;

	for (const char *p = header; *p != '\0';) {
		p += strspn(p, " \t;");
		size_t pair = strcspn(p, ";");
		if (pair > name_length && p[name_length] == '=' &&
		    memcmp(p, name, name_length) == 0) {
			const char *value = p + name_length + 1;
			size_t value_length = pair - name_length - 1;
			trim(&value, &value_length);
			if (found != NULL && (length != value_length ||
			    memcmp(found, value, length) != 0))
				return RESULT_CONFLICT;
			found = value;
			length = value_length;
		}
		p += pair;
	}
	if (found == NULL)
		return RESULT_NOT_FOUND;
	if (!are_octets(found, length))
		return RESULT_BAD_INPUT;
	*ret_value = found;
	*ret_length = length;
	return RESULT_OK;
}
