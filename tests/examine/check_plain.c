/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: text in each encoding that people's programs write is told from bytes,
 * and read as it was meant.
 */
#include <stdlib.h>
#include <string.h>

#include "check_run.h"
#include "examine/plain.h"

#define IS(plain, text) ck_assert_int_eq(plain_find(text, sizeof(text) - 1), \
	plain)
#define READS(plain, text, most, wanted) \
	do { \
		char *got = plain_read(plain, text, sizeof(text) - 1, most); \
		ck_assert_ptr_nonnull(got); \
		ck_assert_str_eq(got, wanted); \
		free(got); \
	} while (0)

START_TEST(is_text)
{
	IS(PLAIN_UTF8, "x");
	IS(PLAIN_UTF8, "K\xc3\xa6re Anna\r\n\t1\f\x1a");
	IS(PLAIN_UTF8, "\xef\xbb\xbf" "a;b\r\n1;2\r\n");
	IS(PLAIN_1252, "\xe6");
	IS(PLAIN_1252, "Dato;Bel\xf8" "b\r\n01-02-2026;-1.234,50\r\n");
	IS(PLAIN_1252, "\x93" "citat\x94 \x96 5 \x80");
	IS(PLAIN_UTF16, "\xff\xfe" "a\0\r\0\n\0");
	IS(PLAIN_UTF16, "\xfe\xff\0a\0\xe6");
	IS(PLAIN_UTF16, "\xff\xfe\x3d\xd8\x00\xde"); /* a face */
}
END_TEST

START_TEST(is_none)
{
	IS(PLAIN_NONE, "a\0b");
	IS(PLAIN_NONE, "a\1b");
	IS(PLAIN_NONE, "\xe6\x1f");
	IS(PLAIN_NONE, "\xe6\x81"); /* windows-1252 has no such letter */
	IS(PLAIN_NONE, "\xff\xfe" "a\0b");
	IS(PLAIN_NONE, "\xff\xfe\x3d\xd8" "a\0");
	IS(PLAIN_NONE, "\xff\xfe\x00\xde");
	IS(PLAIN_NONE, "\xff\xfe\x3d\xd8");
	IS(PLAIN_NONE, "\xff\xfe\0\0");
	IS(PLAIN_NONE, "\xff\xfe\1\0");
}
END_TEST

START_TEST(reads)
{
	READS(PLAIN_UTF8, "\xef\xbb\xbfK\xc3\xa6re", 100, "K\xc3\xa6re");
	READS(PLAIN_UTF8, "K\xc3\xa6re", 2, "K");
	READS(PLAIN_1252, "Bel\xf8" "b \x80", 100, "Bel\xc3\xb8" "b \xe2\x82\xac");
	READS(PLAIN_1252, "\x80\x80\x80", 6, "\xe2\x82\xac\xe2\x82\xac");
	READS(PLAIN_UTF16, "\xff\xfe\xe6\0\x3d\xd8\x00\xde", 100,
	    "\xc3\xa6\xf0\x9f\x98\x80");
	READS(PLAIN_UTF16, "\xfe\xff\0\xe6", 100, "\xc3\xa6");
	READS(PLAIN_UTF16, "\xff\xfe" "a\0\x3d\xd8\x00\xde", 12, "a");
	READS(PLAIN_UTF16, "\xff\xfe" "a\0\x3d\xd8\x00\xde", 16,
	    "a\xf0\x9f\x98\x80");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("plain");
	TCase *core = tcase_create("core");

	tcase_add_test(core, is_text);
	tcase_add_test(core, is_none);
	tcase_add_test(core, reads);
	suite_add_tcase(suite, core);
	return check_run(suite);
}
