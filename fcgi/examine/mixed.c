/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/mixed.h"

#include <string.h>
#include <strings.h>

#include "examine/pdf.h"

/* APPNOTE 6.3.10, section 4.3.16: the end record, and its comment's length. */
#define ZIP_END "PK\5\6"
#define ZIP_END_SIZE 22
#define ZIP_COMMENT_AT 20
#define ZIP_COMMENT_MOST 65535

/* How far into a file readers look for a PDF's or a page's beginning. */
#define HEAD_BYTES 1024

/* ECMA-119, section 8.1: sector 16, byte 1. */
#define ISO_AT 32769

/* A Zip reader looks for the end record from behind: it ends the file. */
static bool
is_zip(const char *at, size_t size)
{
	size_t most = ZIP_END_SIZE + ZIP_COMMENT_MOST;
	size_t first = size > most ? size - most : 0;

	for (size_t i = first; i + ZIP_END_SIZE <= size; i++) {
		const unsigned char *end = (const unsigned char *)at + i;

		if (memcmp(end, ZIP_END, 4) == 0 &&
		    i + ZIP_END_SIZE + end[ZIP_COMMENT_AT] +
		    ((size_t)end[ZIP_COMMENT_AT + 1] << 8) == size)
			return true;
	}
	return false;
}

/* Markup that a browser takes for a page when it guesses. */
static bool
is_page(const char *at, size_t size)
{
	static const char *const tags[] = {"<!doctype html", "<html", "<head",
	    "<body", "<script", "<iframe", "<svg"};
	size_t length = size < HEAD_BYTES ? size : HEAD_BYTES;

	for (size_t i = 0; i < length; i++) {
		if (at[i] != '<')
			continue;
		for (size_t t = 0; t < sizeof(tags) / sizeof(tags[0]); t++) {
			size_t tag = strlen(tags[t]);

			if (tag <= length - i &&
			    strncasecmp(at + i, tags[t], tag) == 0)
				return true;
		}
	}
	return false;
}

/* A JPEG whose first segment's length reads as the start of a comment. */
static bool
is_script(const char *at, size_t size)
{
	return size >= 6 && memcmp(at, "\xff\xd8\xff", 3) == 0 &&
	    memcmp(at + 4, "/*", 2) == 0;
}

/*
 * Readers of PDF find its beginning anywhere in the first bytes, behind those
 * that are something else. A mark or empty lines are nothing.
 */
static bool
is_late_pdf(const char *at, size_t size)
{
	size_t own = pdf_begin(at, size);
	size_t first = own < size ? own + 1 : 0;
	size_t length = size < HEAD_BYTES ? size : HEAD_BYTES;

	return first < length &&
	    memmem(at + first, length - first, "%PDF-", 5) != NULL;
}

static bool
is_disc(const char *at, size_t size)
{
	return size >= ISO_AT + 5 && memcmp(at + ISO_AT, "CD001", 5) == 0;
}

bool
mixed_is(const char *at, size_t size, int right)
{
	return ((right & MIXED_ARCHIVE) == 0 && is_zip(at, size)) ||
	    ((right & MIXED_PAGE) == 0 && is_page(at, size)) ||
	    is_script(at, size) || is_late_pdf(at, size) || is_disc(at, size);
}
