/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a file that reads as two types is told from one that only talks about
 * the other.
 */
#include <stdlib.h>
#include <string.h>

#include "check_run.h"
#include "examine/mixed.h"

#define END "PK\5\6\0\0\0\0\1\0\1\0\x2e\0\0\0\0\0\0\0"
#define MIXED(text) ck_assert(mixed_is(text, sizeof(text) - 1, 0))
#define PURE(text) ck_assert(!mixed_is(text, sizeof(text) - 1, 0))

START_TEST(archives)
{
	MIXED("%PDF-1.4 PK\3\4 " END "\0\0");
	MIXED("%PDF-1.4 " END "\7\0comment"); /* the PDF's end in it */
	PURE("%PDF-1.4 " END "\7\0commen"); /* no reader would take it */
	PURE("%PDF-1.4 " END "\0\0 and more");
	PURE("%PDF-1.4 PK\3\4 an attachment %%EOF");
	PURE(END);
	PURE("");
}
END_TEST

START_TEST(an_archive_with_the_longest_comment)
{
	size_t size = 22 + 65535;
	char *file = calloc(1, size + 1);

	ck_assert_ptr_nonnull(file);
	memcpy(file + 1, "PK\5\6", 4);
	memcpy(file + 1 + 20, "\xff\xff", 2);
	ck_assert(mixed_is(file, size + 1, 0));
	ck_assert(!mixed_is(file, size, 0));
	free(file);
}
END_TEST

START_TEST(pages_and_scripts)
{
	char late[1100] = "%PDF-1.4 ";

	MIXED("%PDF-1.4\n<HTML><body>");
	MIXED("\xff\xd8\xff\xe0\0\x10JFIF <Script>alert(1)</script>");
	MIXED("GIF89a <svg onload=alert(1)>");
	PURE("%PDF-1.4 <x:xmpmeta xmlns:x='adobe:ns:meta/'>");
	PURE("%PDF-1.4 1 < 2, <htm");
	memset(late + 9, ' ', 1020);
	memcpy(late + 1030, "<script>", 8);
	ck_assert(!mixed_is(late, sizeof(late), 0));
	MIXED("\xff\xd8\xff\xe0/*\0\0");
	PURE("\xff\xd8\xff\xe0\0\x10JFIF");
}
END_TEST

START_TEST(by_right)
{
	static const char office[] = "PK\3\4 " END "\0\0";
	static const char letter[] = "Subject: Hej\n\n<html>";

	ck_assert(!mixed_is(office, sizeof(office) - 1, MIXED_ARCHIVE));
	ck_assert(mixed_is(office, sizeof(office) - 1, MIXED_PAGE));
	ck_assert(!mixed_is(letter, sizeof(letter) - 1, MIXED_PAGE));
	ck_assert(mixed_is(letter, sizeof(letter) - 1, MIXED_ARCHIVE));
}
END_TEST

START_TEST(other_beginnings)
{
	char *disc = calloc(1, 32774);

	ck_assert_ptr_nonnull(disc);
	MIXED("\x89PNG\r\n\x1a\n%PDF-1.4");
	PURE("%PDF-1.4 about");
	/* A mark and empty lines are nothing; a second beginning is. */
	PURE("\xef\xbb\xbf%PDF-1.4 about");
	PURE("\xef\xbb\xbf\r\n%PDF-1.4 about");
	MIXED("\xef\xbb\xbf%PDF-1.4\n%PDF-1.7");
	MIXED("x\n%PDF-1.4");
	memcpy(disc + 32769, "CD001", 5);
	ck_assert(mixed_is(disc, 32774, 0));
	ck_assert(!mixed_is(disc, 32773, 0));
	free(disc);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("mixed");
	TCase *core = tcase_create("core");

	tcase_add_test(core, archives);
	tcase_add_test(core, an_archive_with_the_longest_comment);
	tcase_add_test(core, pages_and_scripts);
	tcase_add_test(core, by_right);
	tcase_add_test(core, other_beginnings);
	suite_add_tcase(suite, core);
	return check_run(suite);
}
