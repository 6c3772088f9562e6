/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/look.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "core/text.h"
#include "examine/mixed.h"
#include "examine/pdf.h"
#include "examine/picture.h"

#define MAGIC_BYTES (1 << 20) /* libmagic looks no further */
#define BRANDS_BYTES 64

/* What libmagic sees, or NULL. */
static const char *
seen_type(const struct look *look)
{
	size_t size = look->size < MAGIC_BYTES ? look->size : MAGIC_BYTES;

	return magic_buffer(look->examiner->magic, look->at, size);
}

/*
 * Whether the declared type is what libmagic sees. Plain text has no magic:
 * any text but HTML passes, as does an empty file.
 */
static bool
type_agrees(const struct look *look)
{
	const char *said = look->said, *seen;

	if (look->size == 0)
		return strncmp(said, "text/", 5) == 0;
	seen = seen_type(look);
	if (seen == NULL)
		return false;
	if (strcmp(said, "text/plain") == 0)
		return strcmp(seen, "text/html") != 0 &&
		    (strncmp(seen, "text/", 5) == 0 ||
		    strcmp(seen, "application/json") == 0 ||
		    strcmp(seen, "application/octet-stream") == 0);
	return strcmp(seen, said) == 0;
}

/* Text that is nothing but text, whatever it talks about. */
static bool
is_plain(const char *seen)
{
	return strcmp(seen, "text/plain") == 0 ||
	    strcmp(seen, "text/csv") == 0 ||
	    strncmp(seen, "text/x-", 7) == 0 ||
	    strcmp(seen, "application/json") == 0;
}

/*
 * Some telephones write HEIC under the name of its family: then its own name
 * stands among the brands of the first box (ISO/IEC 14496-12, 4.3).
 */
static bool
is_heic(const struct look *look)
{
	size_t size = look->size < BRANDS_BYTES ? look->size : BRANDS_BYTES;

	return memmem(look->at, size, "heic", 4) != NULL ||
	    memmem(look->at, size, "heix", 4) != NULL;
}

/* PDF and pictures; no area takes others but plain text. */
static bool
may_be_shown(const char *media_type)
{
	return strcmp(media_type, "application/pdf") == 0 ||
	    strcmp(media_type, "image/jpeg") == 0 ||
	    strcmp(media_type, "image/png") == 0 ||
	    strcmp(media_type, "image/heic") == 0;
}

/* The type of a stranger's file, and the rules for one. */
static enum examine_verdict
look_at_stranger(struct look *look)
{
	const char *seen = look->size == 0 ? NULL : seen_type(look);

	if (seen == NULL)
		return EXAMINE_TYPE;
	if (is_plain(seen))
		seen = "text/plain";
	else if (strcmp(seen, "image/heif") == 0 && is_heic(look))
		seen = "image/heic";
	snprintf(look->media_type, sizeof(look->media_type), "%s", seen);
	if (!may_be_shown(look->media_type))
		return EXAMINE_GOOD;
	if (mixed_is(look->at, look->size))
		return EXAMINE_MIXED;
	switch (picture_measure(look->media_type, look->at, look->size)) {
	case PICTURE_DAMAGED:
		return EXAMINE_DAMAGED;
	case PICTURE_TOO_LARGE:
		return EXAMINE_PICTURE;
	default:
		return EXAMINE_GOOD;
	}
}

/* How much of a text is kept, not ending in the middle of a character. */
static size_t
whole_characters(const struct look *look)
{
	size_t length = EXAMINE_TEXT_MOST;

	if (look->size <= length)
		return look->size;
	while (length > 0 && ((unsigned char)look->at[length] & 0xc0) == 0x80)
		length--;
	return length;
}

enum examine_verdict
look_at(struct look *look, int *ret_pages, char **ret_text)
{
	enum examine_verdict verdict = EXAMINE_GOOD;

	if (look->said == NULL)
		verdict = look_at_stranger(look);
	else if (!type_agrees(look))
		verdict = EXAMINE_TYPE;
	else
		snprintf(look->media_type, sizeof(look->media_type), "%s",
		    look->said);
	if (verdict != EXAMINE_GOOD)
		return verdict;
	if (strcmp(look->media_type, "text/plain") == 0) {
		if (!text_is_utf8(look->at, look->size) ||
		    memchr(look->at, '\0', look->size) != NULL)
			return EXAMINE_NOT_UTF8;
		*ret_text = strndup(look->at, whole_characters(look));
		return EXAMINE_GOOD;
	}
	if (strcmp(look->media_type, "application/pdf") != 0)
		return EXAMINE_GOOD;
	switch (pdf_read(look->at, look->size, EXAMINE_TEXT_MOST, ret_pages,
	    ret_text)) {
	case PDF_READ:
		return EXAMINE_GOOD;
	case PDF_LOCKED:
		return EXAMINE_LOCKED;
	default:
		return EXAMINE_DAMAGED;
	}
}
