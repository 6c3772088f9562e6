/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: an office document is known by what it is made of; one with macros or a
 * password is told, whatever it is called.
 */
#include <gsf/gsf.h>
#include <stdbool.h>
#include <string.h>

#include "check_run.h"
#include "examine/package.h"

#define OFFICE "application/vnd.openxmlformats-officedocument."
#define OPEN "application/vnd.oasis.opendocument."
#define WORD OFFICE "wordprocessingml.document"
#define TYPES(type) "<Types><Override PartName=\"/x.xml\" ContentType=\"" type \
	"\"/></Types>"

struct part {
	const char *folder, *name, *text;
	size_t size; /* 0: as long as the text */
};

/* Puts parts into a package and looks at it. */
static enum package_verdict
look(bool zip, const struct part *parts, size_t count, const char **ret_type)
{
	GsfOutput *bytes = gsf_output_memory_new();
	GsfOutfile *out = zip ? gsf_outfile_zip_new(bytes, NULL)
	    : gsf_outfile_msole_new(bytes);
	enum package_verdict verdict;

	for (size_t i = 0; i < count; i++) {
		const struct part *part = &parts[i];
		GsfOutput *folder = part->folder == NULL ? NULL
		    : gsf_outfile_new_child(out, part->folder, TRUE);
		GsfOutput *file = gsf_outfile_new_child(folder == NULL ? out
		    : GSF_OUTFILE(folder), part->name, FALSE);

		gsf_output_write(file, part->size > 0 ? part->size
		    : strlen(part->text), (const guint8 *)part->text);
		gsf_output_close(file);
		g_object_unref(file);
		if (folder != NULL) {
			gsf_output_close(folder);
			g_object_unref(folder);
		}
	}
	gsf_output_close(GSF_OUTPUT(out));
	verdict = package_look(gsf_output_memory_get_bytes(
	    GSF_OUTPUT_MEMORY(bytes)), (size_t)gsf_output_size(bytes),
	    ret_type);
	g_object_unref(out);
	g_object_unref(bytes);
	return verdict;
}

#define IS(zip, verdict, type, ...) \
	do { \
		const struct part parts[] = {__VA_ARGS__}; \
		const char *got = "none"; \
		ck_assert_int_eq(look(zip, parts, \
		    sizeof(parts) / sizeof(parts[0]), &got), verdict); \
		ck_assert_str_eq(got, type); \
	} while (0)
#define ZIP(verdict, type, ...) IS(true, verdict, type, __VA_ARGS__)
#define OLE(verdict, type, ...) IS(false, verdict, type, __VA_ARGS__)
#define LIST(type) {NULL, "[Content_Types].xml", TYPES(type), 0}

START_TEST(office)
{
	ZIP(PACKAGE_READ, WORD, LIST(WORD ".main+xml"),
	    {"word", "document.xml", "<w/>", 0});
	ZIP(PACKAGE_READ, OFFICE "spreadsheetml.sheet",
	    LIST(OFFICE "spreadsheetml.sheet.main+xml"));
	ZIP(PACKAGE_READ, OFFICE "presentationml.presentation",
	    LIST(OFFICE "presentationml.presentation.main+xml"));
	ZIP(PACKAGE_READ, "application/zip", {NULL, "a.txt", "hej", 0});
	ZIP(PACKAGE_READ, "application/zip",
	    LIST("application/x-other"));
}
END_TEST

START_TEST(office_with_macros)
{
	ZIP(PACKAGE_MACROS, WORD, LIST(WORD ".main+xml"),
	    {"word", "vbaProject.bin", "x", 0});
	ZIP(PACKAGE_MACROS, WORD, LIST(WORD ".main+xml"),
	    {"word", "VBAPROJECT.BIN", "x", 0});
	ZIP(PACKAGE_MACROS, OFFICE "spreadsheetml.sheet",
	    LIST(OFFICE "spreadsheetml.sheet.main+xml"),
	    {"macrosheets", "sheet1.xml", "x", 0});
	ZIP(PACKAGE_MACROS, "application/zip",
	    LIST("application/vnd.ms-word.document.macroEnabled.main+xml"));
	/* The part may have any name; its type has not. */
	ZIP(PACKAGE_MACROS, WORD, {NULL, "[Content_Types].xml",
	    TYPES(WORD ".main+xml") TYPES("application/vnd.ms-office.vbaProject"),
	    0}, {"word", "a.bin", "x", 0});
	ZIP(PACKAGE_MACROS, WORD, {NULL, "[Content_Types].xml",
	    TYPES(WORD ".main+xml") TYPES("application/vnd.ms-office.VBAPROJECT"),
	    0}, {"word", "a.bin", "x", 0});
	ZIP(PACKAGE_MACROS, OFFICE "spreadsheetml.sheet",
	    {NULL, "[Content_Types].xml",
	    TYPES(OFFICE "spreadsheetml.sheet.main+xml")
	    TYPES("application/vnd.ms-excel.intlmacrosheet+xml"), 0},
	    {"xl", "a.xml", "x", 0});
	/* A second word for the main part, spelt so that it is overlooked. */
	ZIP(PACKAGE_READ, "application/zip",
	    {NULL, "[Content_Types].xml", TYPES(WORD ".main+xml")
	    TYPES("application/vnd.ms-word.document.m&#97;croEnabled.main+xml"),
	    0});
}
END_TEST

START_TEST(a_list_that_is_not_read_to_its_end)
{
	static char list[(1 << 20) + 2];
	const char first[] = TYPES(WORD ".main+xml");

	memset(list, ' ', sizeof(list));
	memcpy(list, first, sizeof(first) - 1);
	ZIP(PACKAGE_READ, WORD,
	    {NULL, "[Content_Types].xml", list, 1 << 20});
	ZIP(PACKAGE_DAMAGED, "application/zip",
	    {NULL, "[Content_Types].xml", list, (1 << 20) + 1});
	list[500] = '\0';
	ZIP(PACKAGE_DAMAGED, "application/zip",
	    {NULL, "[Content_Types].xml", list, 1000});
}
END_TEST

START_TEST(open)
{
	ZIP(PACKAGE_READ, OPEN "text", {NULL, "mimetype", OPEN "text", 0},
	    {NULL, "content.xml", "<x/>", 0});
	ZIP(PACKAGE_READ, OPEN "spreadsheet",
	    {NULL, "mimetype", OPEN "spreadsheet", 0});
	ZIP(PACKAGE_MACROS, OPEN "text", {NULL, "mimetype", OPEN "text", 0},
	    {"Basic", "script-lc.xml", "x", 0});
	ZIP(PACKAGE_LOCKED, OPEN "text", {NULL, "mimetype", OPEN "text", 0},
	    {"META-INF", "manifest.xml", "<manifest:encryption-data/>", 0});
	ZIP(PACKAGE_READ, "application/zip",
	    {NULL, "mimetype", OPEN "graphics-template", 0});
	ZIP(PACKAGE_READ, "application/zip",
	    {NULL, "mimetype", "application/epub+zip", 0});
}
END_TEST

START_TEST(older_office)
{
	OLE(PACKAGE_READ, "application/msword",
	    {NULL, "WordDocument", "\xec\xa5\xc1\0\0\0\0\0\0\0\0\0", 12});
	OLE(PACKAGE_LOCKED, "application/msword",
	    {NULL, "WordDocument", "\xec\xa5\xc1\0\0\0\0\0\0\0\0\1", 12});
	OLE(PACKAGE_READ, "application/vnd.ms-excel",
	    {NULL, "Workbook", "\x09\x08\2\0xx\x2f\1\0\0", 10});
	OLE(PACKAGE_LOCKED, "application/vnd.ms-excel",
	    {NULL, "Workbook", "\x09\x08\2\0xx\x2f\0\0\0", 10});
	OLE(PACKAGE_READ, "application/vnd.ms-powerpoint",
	    {NULL, "PowerPoint Document", "x", 0});
	OLE(PACKAGE_READ, "application/vnd.ms-outlook",
	    {NULL, "__properties_version1.0", "x", 0});
	OLE(PACKAGE_LOCKED, "application/x-ole-storage",
	    {NULL, "EncryptedPackage", "x", 0});
	OLE(PACKAGE_READ, "application/x-ole-storage",
	    {NULL, "CatalogData", "x", 0});
	OLE(PACKAGE_MACROS, "application/msword",
	    {NULL, "WordDocument", "x", 0}, {"Macros", "PROJECT", "x", 0});
	OLE(PACKAGE_MACROS, "application/vnd.ms-excel",
	    {NULL, "Workbook", "x", 0}, {"_VBA_PROJECT_CUR", "PROJECT", "x", 0});
	OLE(PACKAGE_MACROS, "application/vnd.ms-outlook",
	    {NULL, "__properties_version1.0", "x", 0},
	    {"__attach", "_VBA_PROJECT", "x", 0});
}
END_TEST

START_TEST(no_packages)
{
	const char *type = "none";

	ck_assert_int_eq(package_look("hej", 3, &type), PACKAGE_NONE);
	ck_assert_int_eq(package_look("", 0, &type), PACKAGE_NONE);
	ck_assert_str_eq(type, "none");
	ck_assert_int_eq(package_look("PK\3\4 and no end", 15, &type),
	    PACKAGE_DAMAGED);
	ck_assert_str_eq(type, "application/zip");
	ck_assert_int_eq(package_look("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 cut", 12,
	    &type), PACKAGE_DAMAGED);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("package");
	TCase *core = tcase_create("core"), *abuse = tcase_create("abuse");

	tcase_add_test(core, office);
	tcase_add_test(core, open);
	tcase_add_test(core, older_office);
	tcase_add_test(abuse, office_with_macros);
	tcase_add_test(abuse, a_list_that_is_not_read_to_its_end);
	tcase_add_test(abuse, no_packages);
	suite_add_tcase(suite, core);
	suite_add_tcase(suite, abuse);
	return check_run(suite);
}
