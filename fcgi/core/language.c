/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#define HEADER_MOST 512
#define QUALITY_ONE 1000

const char *
language_word(enum language language)
{
	return language == LANGUAGE_EN ? "en" : "da";
}

static const char *
skip_space(const char *p)
{
	while (*p == ' ' || *p == '\t')
		p++;
	return p;
}

static bool
is_tag_character(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || c == '-' || c == '*';
}

/* Reads "0", "0.5", "1.000" in thousandths; NULL when it is none. */
static const char *
read_quality(const char *p, int *ret_quality)
{
	int quality, unit = QUALITY_ONE;

	if (*p != '0' && *p != '1')
		return NULL;
	quality = (*p++ - '0') * QUALITY_ONE;
	if (*p == '.') {
		for (p++; *p >= '0' && *p <= '9' && unit > 1; p++) {
			unit /= 10;
			quality += (*p - '0') * unit;
		}
	}
	if (quality > QUALITY_ONE)
		return NULL;
	*ret_quality = quality;
	return p;
}

static bool
tag_is(const char *tag, size_t length, const char *language)
{
	return length >= 2 && strncasecmp(tag, language, 2) == 0 &&
	    (length == 2 || tag[2] == '-');
}

/* One element "tag[;q=value]"; NULL when malformed. */
static const char *
read_element(const char *p, int *da, int *en, int *any)
{
	const char *tag = p;
	int quality = QUALITY_ONE;
	size_t length;

	while (is_tag_character(*p))
		p++;
	length = (size_t)(p - tag);
	p = skip_space(p);
	if (length > 0 && *p == ';') {
		p = skip_space(p + 1);
		if ((*p != 'q' && *p != 'Q') || p[1] != '=')
			return NULL;
		p = read_quality(p + 2, &quality);
		if (p == NULL)
			return NULL;
		p = skip_space(p);
	}
	if (*p != '\0' && *p != ',')
		return NULL;
	if (tag_is(tag, length, "da") && quality > *da)
		*da = quality;
	if (tag_is(tag, length, "en") && quality > *en)
		*en = quality;
	if (length == 1 && *tag == '*')
		*any = quality;
	return p;
}

enum language
language_from_header(const char *header)
{
	int da = -1, en = -1, any = -1;

	if (header == NULL || strnlen(header, HEADER_MOST + 1) > HEADER_MOST)
		return LANGUAGE_DA;
	for (const char *p = header;;) {
		p = read_element(skip_space(p), &da, &en, &any);
		if (p == NULL)
			return LANGUAGE_DA;
		if (*p++ == '\0')
			break;
	}
	if (da < 0)
		da = any;
	if (en < 0)
		en = any;
	return en > 0 && en > da ? LANGUAGE_EN : LANGUAGE_DA;
}
