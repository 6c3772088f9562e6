/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/cookie.h"

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

bool
cookie_next(const char **at, const char *name, const char **ret_value,
    size_t *ret_length)
{
	size_t name_length = strlen(name);
	const char *p = *at;

	while (*p != '\0') {
		p += strspn(p, " \t;");
		const char *pair = p;
		size_t length = strcspn(p, ";");
		p += length;
		if (length <= name_length || pair[name_length] != '=' ||
		    memcmp(pair, name, name_length) != 0)
			continue;
		const char *value = pair + name_length + 1;
		length -= name_length + 1;
		trim(&value, &length);
		if (!are_octets(value, length))
			continue;
		*at = p;
		*ret_value = value;
		*ret_length = length;
		return true;
	}
	return false;
}
