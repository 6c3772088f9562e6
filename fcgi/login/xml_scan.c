/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>
#include <string.h>
#include "login/xml_scan.h"

struct scan {
	const char *at, *end;
	int depth, elements, attributes;
};

/* Behind the quoted value that begins at scan->at. */
static const char *
pass_value(struct scan *scan)
{
	const char quote = *scan->at++, *start = scan->at;

	for (; scan->at < scan->end && *scan->at != quote; scan->at++)
		if (*scan->at == '<')
			return "xml: wanted a well-formed document";
	if (scan->at - start > XML_VALUE_MOST)
		return "xml: wanted at most 2048 bytes in an attribute";
	if (scan->at < scan->end)
		scan->at++;
	return NULL;
}

/* Behind the '>' of the tag whose name begins at scan->at. *ret_open: not
 * closed by "/>". */
static const char *
pass_tag(struct scan *scan, bool *ret_open)
{
	int attributes = 0;

	while (scan->at < scan->end && *scan->at != '>') {
		const char *rule = NULL;
		if (*scan->at == '<')
			return "xml: wanted a well-formed document";
		if (*scan->at == '=' && ++attributes > XML_ATTRIBUTES_MOST)
			return "xml: wanted at most 16 attributes";
		if (*scan->at == '=' &&
		    ++scan->attributes > XML_ATTRIBUTES_ALL_MOST)
			return "xml: wanted at most 1000 attributes in all";
		*ret_open = *scan->at != '/';
		if (*scan->at == '"' || *scan->at == '\'')
			rule = pass_value(scan);
		else
			scan->at++;
		if (rule != NULL)
			return rule;
	}
	return NULL;
}

/* From behind a '<' to behind its tag. */
static const char *
pass_element(struct scan *scan)
{
	bool open = true;

	if (*scan->at == '!' || *scan->at == '?')
		return NULL;
	if (*scan->at == '/') {
		scan->at++;
		return --scan->depth < 0
		    ? "xml: wanted a well-formed document"
		    : pass_tag(scan, &open);
	}
	if (++scan->elements > XML_ELEMENTS_MOST)
		return "xml: wanted at most 500 elements";
	if (scan->depth + 1 > XML_DEPTH_MOST)
		return "xml: wanted at most 16 levels";
	const char *rule = pass_tag(scan, &open);
	scan->depth += open;
	return rule;
}

const char *
xml_scan(const char *bytes, size_t length)
{
	struct scan scan = {.at = bytes, .end = bytes + length};
	const char *rule = NULL;

	while (rule == NULL && (scan.at = memchr(scan.at, '<',
	    (size_t)(scan.end - scan.at))) != NULL && ++scan.at < scan.end)
		rule = pass_element(&scan);
	return rule;
}
