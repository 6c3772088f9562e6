/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/range.h"

#include <stddef.h>
#include <strings.h>

static const char unit[] = "bytes";

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static const char *
skip_space(const char *at)
{
	while (*at == ' ' || *at == '\t')
		at++;
	return at;
}

/* List elements may be empty (section 5.6.1.2): ", , 0-5 ,". */
static const char *
skip_commas(const char *at)
{
	at = skip_space(at);
	while (*at == ',')
		at = skip_space(at + 1);
	return at;
}

/* 1*DIGIT; what is too large for a position stays the largest. */
static const char *
read_number(const char *at, int64_t *ret_number)
{
	int64_t number = 0;

	for (; is_digit(*at); at++)
		if (number > (INT64_MAX - (*at - '0')) / 10)
			number = INT64_MAX;
		else
			number = number * 10 + (*at - '0');
	*ret_number = number;
	return at;
}

/* int-range or suffix-range, section 14.1.1; NULL when it is neither. */
static const char *
read_spec(const char *at, struct range *range)
{
	if (*at == '-') {
		if (!is_digit(at[1]))
			return NULL;
		range->form = RANGE_SUFFIX;
		return read_number(at + 1, &range->suffix);
	}
	if (!is_digit(*at))
		return NULL;
	range->form = RANGE_FROM;
	at = read_number(at, &range->first);
	if (*at++ != '-')
		return NULL;
	range->last = INT64_MAX;
	if (is_digit(*at))
		at = read_number(at, &range->last);
	return range->last < range->first ? NULL : at;
}

struct range
range_parse(const char *value)
{
	const struct range whole = {.form = RANGE_WHOLE};
	struct range range = whole;
	const size_t length = sizeof(unit) - 1;

	if (value == NULL || strncasecmp(value, unit, length) != 0 ||
	    value[length] != '=')
		return whole;
	value = read_spec(skip_commas(value + length + 1), &range);
	if (value == NULL || *skip_commas(value) != '\0')
		return whole;
	return range;
}

enum result
range_resolve(const struct range *range, int64_t size,
    struct range_part *ret_part)
{
	struct range_part part = {0, size};

	switch (range->form) {
	case RANGE_WHOLE:
		break;
	case RANGE_FROM:
		if (range->first >= size)
			return RESULT_BAD_RANGE;
		part.offset = range->first;
		part.length = (range->last < size ? range->last + 1 : size) -
		    range->first;
		break;
	case RANGE_SUFFIX:
		if (range->suffix == 0)
			return RESULT_BAD_RANGE;
		if (range->suffix < size)
			part.length = range->suffix;
		part.offset = size - part.length;
		break;
	}
	*ret_part = part;
	return RESULT_OK;
}
