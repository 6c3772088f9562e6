/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/condition.h"

#include <stddef.h>
#include <string.h>

bool
condition_given(const struct condition *condition)
{
	return condition->if_match != NULL ||
	    condition->if_none_match != NULL || condition->if_range != NULL;
}

static const char *
skip_separators(const char *at)
{
	while (*at == ' ' || *at == '\t' || *at == ',')
		at++;
	return at;
}

/* The closing quote of opaque-tag, section 8.8.3; NULL when malformed. */
static const char *
find_close(const char *open)
{
	const unsigned char *at = (const unsigned char *)open + 1;

	if (*open != '"')
		return NULL;
	while (*at == 0x21 || (*at >= 0x23 && *at != 0x7f))
		at++;
	return *at == '"' ? (const char *)at : NULL;
}

/*
 * Whether a list of entity tags holds etag. weak: W/"x" counts as "x"
 * (section 8.8.3.2). Nothing behind a malformed element counts.
 */
static bool
list_holds(const char *list, const char *etag, bool weak)
{
	const char *close;
	size_t length;
	bool is_weak;

	list = skip_separators(list);
	if (list[0] == '*' && *skip_separators(list + 1) == '\0')
		return true;
	for (; *list != '\0'; list = skip_separators(close + 1)) {
		is_weak = list[0] == 'W' && list[1] == '/';
		list += is_weak ? 2 : 0;
		close = find_close(list);
		if (close == NULL)
			return false;
		length = (size_t)(close - list) + 1;
		if ((weak || !is_weak) && strlen(etag) == length &&
		    strncmp(list, etag, length) == 0)
			return true;
	}
	return false;
}

enum condition_verdict
condition_judge(const struct condition *condition, const char *etag)
{
	if (condition->if_match != NULL &&
	    !list_holds(condition->if_match, etag, false))
		return CONDITION_FAILED;
	if (condition->if_none_match != NULL &&
	    list_holds(condition->if_none_match, etag, true))
		return CONDITION_NOT_MODIFIED;
	return CONDITION_GO_ON;
}

bool
condition_allows_range(const struct condition *condition, const char *etag)
{
	return condition->if_range == NULL ||
	    strcmp(condition->if_range, etag) == 0;
}
