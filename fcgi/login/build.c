/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include "login/build.h"

/* Makes room for more bytes and a NUL. */
static bool
grow(struct build *build, size_t more)
{
	if (build->failed || more > BUILD_MOST ||
	    build->length + more + 1 > BUILD_MOST) {
		build->failed = true;
		return false;
	}
	if (build->length + more + 1 <= build->size)
		return true;
	size_t size = build->size == 0 ? 1024 : build->size;
	while (size < build->length + more + 1)
		size *= 2;
	char *text = realloc(build->text, size);
	if (text == NULL) {
		build->failed = true;
		return false;
	}
	build->text = text;
	build->size = size;
	return true;
}

void
build_bytes(struct build *build, const void *at, size_t length)
{
	if (!grow(build, length))
		return;
	memcpy(build->text + build->length, at, length);
	build->length += length;
	build->text[build->length] = '\0';
}

void
build_raw(struct build *build, const char *text)
{
	build_bytes(build, text, strlen(text));
}

static const char *
xml_escape(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	case '\t':
		return "&#9;";
	case '\n':
		return "&#10;";
	case '\r':
		return "&#13;";
	default:
		return NULL;
	}
}

void
build_xml(struct build *build, const char *text)
{
	for (; *text != '\0'; text++) {
		const char *escape = xml_escape(*text);
		if (escape != NULL)
			build_raw(build, escape);
		else
			build_bytes(build, text, 1);
	}
}

static bool
is_unreserved(char c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') ||
	    (c >= '0' && c <= '9') || (c != '\0' && strchr("-._~", c) != NULL);
}

void
build_query(struct build *build, const char *text)
{
	static const char hex[] = "0123456789ABCDEF";

	for (; *text != '\0'; text++) {
		unsigned char c = (unsigned char)*text;
		char escape[3] = {'%', hex[c >> 4], hex[c & 15]};
		if (is_unreserved(*text))
			build_bytes(build, text, 1);
		else
			build_bytes(build, escape, sizeof escape);
	}
}

void
build_xmls(struct build *build, const char *raw, ...)
{
	va_list texts;

	build_raw(build, raw);
	va_start(texts, raw);
	for (bool escaped = true;; escaped = !escaped) {
		const char *text = va_arg(texts, const char *);
		if (text == NULL)
			break;
		if (escaped)
			build_xml(build, text);
		else
			build_raw(build, text);
	}
	va_end(texts);
}

void
build_clear(struct build *build)
{
	free(build->text);
	*build = (struct build){0};
}
