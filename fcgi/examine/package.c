/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/package.h"

#include <gsf/gsf.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define ZIP_BEGIN "PK\3\4"
#define OLE_BEGIN "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
#define DEEP_MOST 16
#define FILES_MOST 100000
#define PART_MOST (1 << 20) /* bytes of a part that lists the others */

#define OFFICE "application/vnd.openxmlformats-officedocument."
#define OPEN "application/vnd.oasis.opendocument."

/* ---- Parts ---- */

/* The beginning of a part, with a NUL; NULL: it is not there. */
static char *
read_part(GsfInfile *in, const char *name, size_t most, size_t *ret_length)
{
	GsfInput *part = gsf_infile_child_by_name(in, name);
	char *text = NULL;
	size_t length;

	if (part == NULL)
		return NULL;
	length = (size_t)gsf_input_size(part);
	if (length > most)
		length = most;
	text = calloc(1, length + 1);
	if (text != NULL && length > 0 &&
	    gsf_input_read(part, length, (guint8 *)text) == NULL)
		*text = '\0';
	g_object_unref(part);
	*ret_length = length;
	return text;
}

/* A part inside a folder. */
static char *
read_inside(GsfInfile *in, const char *folder, const char *name)
{
	GsfInput *child = gsf_infile_child_by_name(in, folder);
	char *text = NULL;
	size_t length;

	if (child != NULL && GSF_IS_INFILE(child))
		text = read_part(GSF_INFILE(child), name, PART_MOST, &length);
	g_clear_object(&child);
	return text;
}

static bool
has(GsfInfile *in, const char *name)
{
	GsfInput *part = gsf_infile_child_by_name(in, name);
	bool there = part != NULL;

	g_clear_object(&part);
	return there;
}

/* ---- Macros, by the names of what they are kept in ---- */

static bool
is_macros(const char *name)
{
	static const char *const names[] = {"vbaproject.bin", "vbadata.xml",
	    "_vba_project", "_vba_project_cur", "macros", "macrosheets",
	    "basic", "scripts"};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (g_ascii_strcasecmp(name, names[i]) == 0)
			return true;
	return false;
}

/*
 * PACKAGE_MACROS, PACKAGE_READ, or PACKAGE_DAMAGED: deeper or larger than any
 * program makes one. *left: how many more names are looked at.
 */
static enum package_verdict
find_macros(GsfInfile *in, int deep, int *left)
{
	int count = gsf_infile_num_children(in);
	enum package_verdict verdict = PACKAGE_READ;

	if (deep == DEEP_MOST || count > *left)
		return PACKAGE_DAMAGED;
	*left -= count > 0 ? count : 0;
	for (int i = 0; i < count && verdict == PACKAGE_READ; i++) {
		const char *name = gsf_infile_name_by_index(in, i);
		GsfInput *child;

		if (name != NULL && is_macros(name))
			return PACKAGE_MACROS;
		child = gsf_infile_child_by_index(in, i);
		if (child != NULL && GSF_IS_INFILE(child) &&
		    gsf_infile_num_children(GSF_INFILE(child)) > 0)
			verdict = find_macros(GSF_INFILE(child), deep + 1,
			    left);
		g_clear_object(&child);
	}
	return verdict;
}

/* ---- Zip ---- */

/*
 * Whether [Content_Types].xml has a word for a part with macros: the part may
 * have any name.
 */
static bool
tells_of_macros(const char *list)
{
	return strcasestr(list, "macroEnabled") != NULL ||
	    strcasestr(list, "vbaProject") != NULL ||
	    strcasestr(list, "macrosheet") != NULL;
}

/*
 * What [Content_Types].xml says of the main part. Nothing else than these words
 * is a type here, so what would let macros run is none; and a list that spells
 * words in another way than all programs do is not believed.
 */
static const char *
office_type(const char *list)
{
	static const char *const types[] = {OFFICE "wordprocessingml.document",
	    OFFICE "spreadsheetml.sheet",
	    OFFICE "presentationml.presentation"};
	char word[128];

	if (strstr(list, "&#") != NULL || strstr(list, "<!DOCTYPE") != NULL)
		return NULL;
	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		g_snprintf(word, sizeof(word), "\"%s.main+xml\"", types[i]);
		if (strstr(list, word) != NULL)
			return types[i];
	}
	return NULL;
}

static const char *
open_type(const char *said)
{
	static const char *const types[] = {OPEN "text", OPEN "spreadsheet",
	    OPEN "presentation"};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(said, types[i]) == 0)
			return types[i];
	return NULL;
}

/* A LibreOffice file that asks for a password says so in its list. */
static bool
is_open_locked(GsfInfile *in)
{
	char *list = read_inside(in, "META-INF", "manifest.xml");
	bool locked = list != NULL && strstr(list, "encryption-data") != NULL;

	free(list);
	return locked;
}

/* A list that is longer than what is read of it may say anything behind. */
static enum package_verdict
look_at_list(const char *list, size_t length, const char **ret_type)
{
	if (length > PART_MOST || strlen(list) < length)
		return PACKAGE_DAMAGED;
	*ret_type = office_type(list);
	return tells_of_macros(list) ? PACKAGE_MACROS : PACKAGE_READ;
}

static enum package_verdict
look_at_zip(GsfInfile *in, const char **ret_type)
{
	int left = FILES_MOST;
	size_t length = 0, said_length;
	char *list = read_part(in, "[Content_Types].xml", PART_MOST + 1,
	    &length);
	char *said = read_part(in, "mimetype", 128, &said_length);
	enum package_verdict verdict = PACKAGE_READ;
	const char *type = NULL;

	if (list != NULL)
		verdict = look_at_list(list, length, &type);
	else if (said != NULL)
		type = open_type(said);
	if (type != NULL)
		*ret_type = type;
	if (type != NULL && verdict == PACKAGE_READ) {
		verdict = find_macros(in, 0, &left);
		if (verdict == PACKAGE_READ && is_open_locked(in))
			verdict = PACKAGE_LOCKED;
	}
	free(said);
	free(list);
	return verdict;
}

/* ---- Compound file ---- */

/* [MS-DOC] 2.5.1: a flag in the head of the one stream. */
static bool
is_word_locked(GsfInfile *in)
{
	size_t length = 0;
	char *head = read_part(in, "WordDocument", 12, &length);
	bool locked = head != NULL && length == 12 && (head[11] & 1) != 0;

	free(head);
	return locked;
}

/* [MS-XLS] 2.4.117: FilePass stands near the beginning, before the sheets. */
static bool
is_excel_locked(GsfInfile *in, const char *name)
{
	size_t length = 0, i = 0;
	unsigned char *head = (unsigned char *)read_part(in, name, 4096,
	    &length);
	bool locked = false;

	while (head != NULL && !locked && i + 4 <= length) {
		locked = head[i] == 0x2f && head[i + 1] == 0;
		i += 4 + (head[i + 2] | (size_t)head[i + 3] << 8);
	}
	free(head);
	return locked;
}

static enum package_verdict
look_at_ole(GsfInfile *in, const char **ret_type)
{
	enum package_verdict verdict;
	int left = FILES_MOST;
	bool locked = false;

	if (has(in, "EncryptedPackage"))
		return PACKAGE_LOCKED; /* a Zip inside */
	if (has(in, "WordDocument")) {
		*ret_type = "application/msword";
		locked = is_word_locked(in);
	} else if (has(in, "Workbook") || has(in, "Book")) {
		*ret_type = "application/vnd.ms-excel";
		locked = is_excel_locked(in, "Workbook") ||
		    is_excel_locked(in, "Book");
	} else if (has(in, "PowerPoint Document")) {
		*ret_type = "application/vnd.ms-powerpoint";
		locked = has(in, "EncryptedSummary");
	} else if (has(in, "__properties_version1.0")) {
		*ret_type = "application/vnd.ms-outlook";
	} else {
		return PACKAGE_READ;
	}
	verdict = find_macros(in, 0, &left);
	return verdict == PACKAGE_READ && locked ? PACKAGE_LOCKED : verdict;
}

/* ---- */

bool
package_is_zip(const void *at, size_t size)
{
	return size > 4 && memcmp(at, ZIP_BEGIN, 4) == 0;
}

enum package_verdict
package_look(const void *at, size_t size, const char **ret_type)
{
	bool zip = package_is_zip(at, size);
	bool ole = size > 8 && memcmp(at, OLE_BEGIN, 8) == 0;
	enum package_verdict verdict = PACKAGE_DAMAGED;
	GsfInput *input;
	GsfInfile *in;

	if (!zip && !ole)
		return PACKAGE_NONE;
	*ret_type = zip ? "application/zip" : "application/x-ole-storage";
	input = gsf_input_memory_new(at, (gsf_off_t)size, FALSE);
	in = zip ? gsf_infile_zip_new(input, NULL)
	    : gsf_infile_msole_new(input, NULL);
	if (in != NULL)
		verdict = zip ? look_at_zip(in, ret_type)
		    : look_at_ole(in, ret_type);
	g_clear_object(&in);
	g_clear_object(&input);
	return verdict;
}
