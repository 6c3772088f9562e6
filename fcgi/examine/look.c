/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/look.h"

#include <stdbool.h>
#include <stdio.h>
#include <string.h>

#include "examine/boxes.h"
#include "examine/mixed.h"
#include "examine/pdf.h"
#include "examine/picture.h"
#include "examine/tiff.h"
#include "examine/type.h"
#include "examine/unlock.h"

static bool
begins(const char *text, const char *with)
{
	return strncmp(text, with, strlen(with)) == 0;
}

/* ---- What somebody said it is ---- */

/* Text that is empty is of any encoding. */
static enum examine_verdict
compare(const struct look *look, const struct type *type)
{
	if (look->size == 0)
		return begins(look->said, "text/") ? EXAMINE_GOOD
						   : EXAMINE_TYPE;
	if (strcmp(look->said, "text/plain") == 0 &&
	    (type->plain == PLAIN_1252 || type->plain == PLAIN_UTF16))
		return EXAMINE_NOT_UTF8;
	return type->media_type != NULL &&
	    strcmp(look->said, type->media_type) == 0 ? EXAMINE_GOOD
						      : EXAMINE_TYPE;
}

/* ---- A stranger's file ---- */

/* What would be refused as another type is not looked into. */
static bool
may_be_taken(const struct type *type)
{
	const char *name = type->media_type;

	return type->package != PACKAGE_NONE || type->plain != PLAIN_NONE ||
	    (begins(name, "image/") && strcmp(name, "image/svg+xml") != 0) ||
	    begins(name, "audio/") || begins(name, "video/") ||
	    strcmp(name, "application/pdf") == 0 ||
	    strcmp(name, "message/rfc822") == 0;
}

static enum examine_verdict
look_at_package(const struct type *type)
{
	switch (type->package) {
	case PACKAGE_DAMAGED:
		return EXAMINE_DAMAGED;
	case PACKAGE_LOCKED:
		return EXAMINE_LOCKED;
	case PACKAGE_MACROS:
		return EXAMINE_MACROS;
	default:
		return EXAMINE_GOOD;
	}
}

/* Whether a voice memo or film is all there, where it is made of boxes. */
static bool
is_cut(const struct look *look, const char *type)
{
	static const char *const types[] = {"audio/mp4", "video/mp4",
	    "video/quicktime", "video/3gpp"};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(type, types[i]) == 0)
			return !boxes_film_whole(look->at, look->size);
	return false;
}

/* A letter may quote a page, and a Zip is an archive. */
static int
right_of(const struct look *look, const struct type *type)
{
	return package_is_zip(look->at, look->size) ? MIXED_ARCHIVE
	    : type->plain != PLAIN_NONE ||
	    strcmp(type->media_type, "message/rfc822") == 0 ? MIXED_PAGE : 0;
}

static enum examine_verdict
look_at_stranger(const struct look *look, const struct type *type)
{
	if (!may_be_taken(type))
		return EXAMINE_GOOD;
	if (mixed_is(look->at, look->size, right_of(look, type)))
		return EXAMINE_MIXED;
	if (type->package != PACKAGE_NONE)
		return look_at_package(type);
	if (is_cut(look, type->media_type))
		return EXAMINE_DAMAGED;
	if (strcmp(type->media_type, "image/tiff") == 0 &&
	    tiff_is_big(look->at, look->size))
		return EXAMINE_TYPE;
	switch (picture_measure(type->media_type, look->at, look->size)) {
	case PICTURE_DAMAGED:
		return EXAMINE_DAMAGED;
	case PICTURE_TOO_LARGE:
		return EXAMINE_PICTURE;
	default:
		return EXAMINE_GOOD;
	}
}

/* ---- Both ---- */

/* The scanner can look into it, or it is refused. */
static enum examine_verdict
look_at_plain(const struct look *look, struct found *ret_found)
{
	switch (unlock_pdf(look->at, look->size, look_plain_most(look->size),
	    &ret_found->plain, &ret_found->plain_size)) {
	case UNLOCK_OPEN:
	case UNLOCK_DONE:
		return EXAMINE_GOOD;
	case UNLOCK_FAILED:
		return EXAMINE_LOCKED;
	default:
		return EXAMINE_DAMAGED;
	}
}

static enum examine_verdict
look_at_pdf(const struct look *look, struct found *ret_found)
{
	switch (pdf_read(look->at, look->size, EXAMINE_TEXT_MOST,
	    &ret_found->pages, &ret_found->text)) {
	case PDF_READ:
		return look->said == NULL ? look_at_plain(look, ret_found)
					  : EXAMINE_GOOD;
	case PDF_LOCKED:
		return EXAMINE_LOCKED;
	default:
		return EXAMINE_DAMAGED;
	}
}

enum examine_verdict
look_at(struct look *look, struct found *ret_found)
{
	struct type type = type_find(look->examiner->magic, look->at,
	    look->size);
	enum examine_verdict verdict;

	if (look->said == NULL && type.media_type == NULL)
		return EXAMINE_TYPE;
	snprintf(look->media_type, sizeof(look->media_type), "%s",
	    look->said != NULL ? look->said : type.media_type);
	verdict = look->said != NULL ? compare(look, &type)
				     : look_at_stranger(look, &type);
	if (verdict != EXAMINE_GOOD)
		return verdict;
	if (type.plain != PLAIN_NONE)
		ret_found->text = plain_read(type.plain, look->at, look->size,
		    EXAMINE_TEXT_MOST);
	if (strcmp(look->media_type, "application/pdf") == 0)
		return look_at_pdf(look, ret_found);
	return EXAMINE_GOOD;
}
