/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/query.h"

#include <string.h>

#include "core/text.h"

static enum result
refuse(const char **ret_rule, enum result result, const char *rule)
{
	*ret_rule = rule;
	return result;
}

static size_t
span_until(const char *at, size_t length, char stop)
{
	const char *found = memchr(at, stop, length);

	return found == NULL ? length : (size_t)(found - at);
}

static enum result
decode(const char *at, size_t length, struct pool *pool,
    const char **ret_text, size_t *ret_length, const char **ret_rule)
{
	char *text = pool_copy(pool, at, length);

	if (text == NULL)
		return refuse(ret_rule, RESULT_TRY_AGAIN, "memory");
	if (text_percent_decode(text, text, length, true, ret_length) !=
	    RESULT_OK)
		return refuse(ret_rule, RESULT_BAD_INPUT,
		    "percent-encoding, RFC 3986 section 2.1");
	if (!text_is_utf8(text, *ret_length))
		return refuse(ret_rule, RESULT_BAD_INPUT, "UTF-8, RFC 3629");
	if (memchr(text, '\0', *ret_length) != NULL)
		return refuse(ret_rule, RESULT_BAD_INPUT, "no NUL");
	*ret_text = text;
	return RESULT_OK;
}

static enum result
decode_pair(const char *at, size_t length, struct pool *pool,
    struct query_pair *ret_pair, const char **ret_rule)
{
	size_t name = span_until(at, length, '=');
	size_t behind = name < length ? name + 1 : name;
	enum result result;

	result = decode(at, name, pool, &ret_pair->name,
	    &ret_pair->name_length, ret_rule);
	if (result != RESULT_OK)
		return result;
	return decode(at + behind, length - behind, pool, &ret_pair->value,
	    &ret_pair->value_length, ret_rule);
}

enum result
query_parse(const char *at, size_t length, struct pool *pool,
    struct query_pair ret_pairs[QUERY_PAIRS_MOST], size_t *ret_count,
    const char **ret_rule)
{
	size_t count = 0;
	enum result result;

	while (length > 0) {
		size_t pair = span_until(at, length, '&');
		if (pair > 0) {
			if (count == QUERY_PAIRS_MOST)
				return refuse(ret_rule, RESULT_TOO_BIG,
				    "at most 32 fields");
			result = decode_pair(at, pair, pool,
			    &ret_pairs[count++], ret_rule);
			if (result != RESULT_OK)
				return result;
		}
		if (pair < length)
			pair++;
		at += pair;
		length -= pair;
	}
	*ret_count = count;
	return RESULT_OK;
}
