/* SPDX-License-Identifier: EUPL-1.2 */
#include "document/media.h"

#include <ctype.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include "document/name.h"

/* Longest name that is sent, in bytes of UTF-8: as file systems have it. */
#define NAME_BYTES_MOST 255
#define ENDING_SIZE 8 /* longer than every ending of a type */

#define OFFICE "application/vnd.openxmlformats-officedocument."
#define OPEN "application/vnd.oasis.opendocument."
#define TEXT_ENDINGS " .txt .csv .tsv .json .log .md "

static const struct media medias[] = {
	{"application/pdf", "application/pdf", true, " .pdf "},
	{"image/jpeg", "image/jpeg", true, " .jpg .jpeg .jfif "},
	{"image/png", "image/png", true, " .png "},
	{"image/gif", "image/gif", true, " .gif "},
	{"image/webp", "image/webp", true, " .webp "},
	{"text/plain", "text/plain; charset=utf-8", true, TEXT_ENDINGS},
	{"text/plain;charset=windows-1252", "text/plain; charset=windows-1252",
	    true, TEXT_ENDINGS},
	{"text/plain;charset=utf-16", "text/plain; charset=utf-16", true,
	    TEXT_ENDINGS},
	/* To be saved alone: browsers do not show them. */
	{"image/heic", "image/heic", false, " .heic .heif "},
	{"image/tiff", "image/tiff", false, " .tif .tiff "},
	{"application/msword", "application/msword", false, " .doc "},
	{"application/vnd.ms-excel", "application/vnd.ms-excel", false,
	    " .xls "},
	{"application/vnd.ms-powerpoint", "application/vnd.ms-powerpoint",
	    false, " .ppt "},
	{OFFICE "wordprocessingml.document", OFFICE
	    "wordprocessingml.document", false, " .docx "},
	{OFFICE "spreadsheetml.sheet", OFFICE "spreadsheetml.sheet", false,
	    " .xlsx "},
	{OFFICE "presentationml.presentation", OFFICE
	    "presentationml.presentation", false, " .pptx "},
	{OPEN "text", OPEN "text", false, " .odt "},
	{OPEN "spreadsheet", OPEN "spreadsheet", false, " .ods "},
	{OPEN "presentation", OPEN "presentation", false, " .odp "},
	{"message/rfc822", "message/rfc822", false, " .eml "},
	{"application/vnd.ms-outlook", "application/vnd.ms-outlook", false,
	    " .msg "},
	{"audio/mp4", "audio/mp4", false, " .m4a .mp4 "},
	{"audio/mpeg", "audio/mpeg", false, " .mp3 "},
	{"audio/ogg", "audio/ogg", false, " .ogg .oga .opus "},
	{"audio/wav", "audio/wav", false, " .wav "},
	{"video/mp4", "video/mp4", false, " .mp4 .m4v .m4a "},
	{"video/quicktime", "video/quicktime", false, " .mov .qt "},
	{"video/3gpp", "video/3gpp", false, " .3gp .3gpp "},
	{"text/html", "application/octet-stream", false, " .html .htm "}
};

static const struct media unknown = {"", "application/octet-stream", false,
    " .bin "};

const struct media *
media_find(const char *stored)
{
	for (size_t i = 0; i < sizeof(medias) / sizeof(medias[0]); i++)
		if (strcmp(medias[i].stored, stored) == 0)
			return &medias[i];
	return &unknown;
}

/* RFC 8187 section 3.2.1: value-chars. to has room for 3 bytes a byte. */
static void
spell_encoded(const char *name, size_t length, char *to)
{
	static const char attr_char[] = "abcdefghijklmnopqrstuvwxyz"
	    "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789!#$&+-.^_`|~";
	unsigned char byte;

	for (size_t i = 0; i < length; i++) {
		byte = (unsigned char)name[i];
		/* What a file system would take for a path is a hyphen. */
		if (byte < ' ' || byte == 0x7f || byte == '/' || byte == '\\')
			byte = '-';
		if (strchr(attr_char, byte) != NULL)
			*to++ = (char)byte;
		else
			to += sprintf(to, "%%%02X", byte);
	}
	*to = '\0';
}

/* The name's ending, from its last dot on, when its type has it; else NULL. */
static const char *
own_ending(const struct media *media, const char *name)
{
	const char *dot = strrchr(name, '.');
	char lower[ENDING_SIZE + 2] = " ";
	size_t length = dot == NULL ? 0 : strlen(dot);

	if (length < 2 || length >= ENDING_SIZE || dot == name ||
	    strchr(dot, ' ') != NULL)
		return NULL;
	for (size_t i = 0; i < length; i++)
		lower[i + 1] = (char)tolower((unsigned char)dot[i]);
	lower[length + 1] = ' ';
	return strstr(media->endings, lower) == NULL ? NULL : dot;
}

/* At most this many bytes of the name, in whole characters. */
static size_t
stem_length(const char *name, size_t length, size_t most)
{
	if (length <= most)
		return length;
	length = most;
	while (length > 0 && ((unsigned char)name[length] & 0xc0) == 0x80)
		length--;
	return length;
}

/*
 * The name as it is sent, ending as its type does: of one that is too long the
 * part before the ending is cut. ret_name has NAME_BYTES_MOST + 1 bytes.
 */
static void
fit(const struct media *media, const char *name, char *ret_name)
{
	const char *ending = own_ending(media, name);
	size_t length = strlen(name), ends;

	if (ending != NULL) {
		length -= strlen(ending);
		ends = strlen(ending);
	} else {
		ending = media->endings + 1; /* the first one */
		ends = strcspn(ending, " ");
	}
	length = stem_length(name, length, NAME_BYTES_MOST - ends);
	memcpy(ret_name, name, length);
	memcpy(ret_name + length, ending, ends);
	ret_name[length + ends] = '\0';
}

const char *
media_disposition(struct pool *pool, const struct media *media, bool download,
    const char *name)
{
	char whole[NAME_BYTES_MOST + 1], plain[4 * NAME_BYTES_MOST + 1],
	    encoded[3 * NAME_BYTES_MOST + 1];
	size_t length;

	fit(media, name, whole);
	length = strlen(whole);
	name_spell(whole, length, plain, sizeof(plain));
	spell_encoded(whole, length, encoded);
	return pool_printf(pool, "%s; filename=\"%s\"; filename*=UTF-8''%s",
	    download || !media->shown ? "attachment" : "inline", plain,
	    encoded);
}
