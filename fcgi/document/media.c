/* SPDX-License-Identifier: EUPL-1.2 */
#include "document/media.h"

#include <stddef.h>
#include <stdio.h>
#include <string.h>

/* Longest name that is sent, in bytes of UTF-8: as file systems have it. */
#define NAME_BYTES_MOST 255

static const struct media medias[] = {
	{"application/pdf", "application/pdf", true},
	{"image/jpeg", "image/jpeg", true},
	{"image/png", "image/png", true},
	{"text/plain", "text/plain; charset=utf-8", true},
	{"image/heic", "image/heic", false}
};

static const struct media unknown = {"", "application/octet-stream", false};

const struct media *
media_find(const char *stored)
{
	for (size_t i = 0; i < sizeof(medias) / sizeof(medias[0]); i++)
		if (strcmp(medias[i].stored, stored) == 0)
			return &medias[i];
	return &unknown;
}

/* Danish letters, and those of neighbours' names, as they are spelt without. */
static const struct {
	const char *letter, *plain;
} spellings[] = {
	{"æ", "ae"}, {"ø", "oe"}, {"å", "aa"}, {"Æ", "AE"}, {"Ø", "OE"},
	{"Å", "AA"}, {"ä", "ae"}, {"ö", "oe"}, {"ü", "u"}, {"é", "e"}
};

/* Bytes of the UTF-8 character that begins with this byte. */
static size_t
character_length(unsigned char first)
{
	return first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
}

/* What stands for a character in a quoted string. */
static const char *
plain_spelling(const char *at, size_t length, char ret_one[2])
{
	for (size_t i = 0; i < sizeof(spellings) / sizeof(spellings[0]); i++)
		if (strlen(spellings[i].letter) == length &&
		    strncmp(spellings[i].letter, at, length) == 0)
			return spellings[i].plain;
	ret_one[0] = length == 1 && *at >= ' ' && *at != 0x7f &&
	    strchr("\"\\/:*?<>|%;", *at) == NULL ? *at : '_';
	ret_one[1] = '\0';
	return ret_one;
}

/* to has room for 2 bytes a byte of name and NUL. */
static void
spell_plain(const char *name, size_t length, char *to)
{
	const char *end = name + length, *spelling;
	size_t step;
	char one[2];

	for (; name < end; name += step) {
		step = character_length((unsigned char)*name);
		if (step > (size_t)(end - name))
			step = (size_t)(end - name);
		spelling = plain_spelling(name, step, one);
		to += sprintf(to, "%s", spelling);
	}
	*to = '\0';
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

/* As many bytes of the name as are sent, in whole characters. */
static size_t
name_length(const char *name)
{
	size_t length = strlen(name);

	if (length <= NAME_BYTES_MOST)
		return length;
	length = NAME_BYTES_MOST;
	while (length > 0 && ((unsigned char)name[length] & 0xc0) == 0x80)
		length--;
	return length;
}

const char *
media_disposition(struct pool *pool, bool attachment, const char *name)
{
	char plain[2 * NAME_BYTES_MOST + 1], encoded[3 * NAME_BYTES_MOST + 1];
	size_t length = name_length(name);

	spell_plain(name, length, plain);
	spell_encoded(name, length, encoded);
	return pool_printf(pool, "%s; filename=\"%s\"; filename*=UTF-8''%s",
	    attachment ? "attachment" : "inline", plain, encoded);
}
