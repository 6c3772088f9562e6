/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/type.h"

#include <stdbool.h>
#include <string.h>

#include "examine/boxes.h"
#include "examine/message.h"
#include "examine/pdf.h"
#include "examine/sound.h"

#define MAGIC_BYTES (1 << 20) /* libmagic looks no further */

/*
 * What is written in letters and is more than a text: a browser or another
 * program does something with it.
 */
static bool
is_more_than_text(const char *seen)
{
	static const char *const types[] = {"text/html", "image/svg+xml",
	    "text/xml", "application/xml", "text/rtf", "application/rtf",
	    "application/postscript"};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(seen, types[i]) == 0)
			return true;
	return false;
}

/* By structure; NULL: none that is known here. */
static const char *
structured(const char *at, size_t size)
{
	const char *type;

	if (pdf_begin(at, size) < size)
		return "application/pdf";
	if (message_is(at, size))
		return "message/rfc822";
	type = boxes_type(at, size);
	return type != NULL ? type : sound_type(at, size);
}

struct type
type_find(magic_t magic, const char *at, size_t size)
{
	struct type type = {NULL, PLAIN_NONE, PACKAGE_NONE};

	if (size == 0)
		return type;
	type.package = package_look(at, size, &type.media_type);
	if (type.package != PACKAGE_NONE)
		return type;
	type.media_type = structured(at, size);
	if (type.media_type != NULL)
		return type;
	type.media_type = magic_buffer(magic, at,
	    size < MAGIC_BYTES ? size : MAGIC_BYTES);
	if (type.media_type != NULL && is_more_than_text(type.media_type))
		return type;
	type.plain = plain_find(at, size);
	if (type.plain != PLAIN_NONE)
		type.media_type = plain_type(type.plain);
	return type;
}
