/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a name in any letters passes through Content-Disposition whole, and
 * none breaks out of it; only types that can do nothing are shown.
 */
#include "document/media.h"

#include <stdio.h>
#include <string.h>

#include "check_run.h"

static struct pool *pool;

static void
setup(void)
{
	pool = pool_new(100000);
	ck_assert_ptr_nonnull(pool);
}

static void
teardown(void)
{
	pool_free(pool);
}

static void
assert_name(const char *name, const char *wanted)
{
	char whole[1024];

	snprintf(whole, sizeof(whole), "inline; %s", wanted);
	ck_assert_str_eq(media_disposition(pool, false, name), whole);
}

START_TEST(plain_names)
{
	assert_name("brev.pdf",
	    "filename=\"brev.pdf\"; filename*=UTF-8''brev.pdf");
	assert_name("to ord.pdf",
	    "filename=\"to ord.pdf\"; filename*=UTF-8''to%20ord.pdf");
}
END_TEST

START_TEST(danish_letters)
{
	assert_name("Afgørelse på æble.pdf",
	    "filename=\"Afgoerelse paa aeble.pdf\"; filename*=UTF-8''"
	    "Afg%C3%B8relse%20p%C3%A5%20%C3%A6ble.pdf");
	assert_name("ÆØÅ", "filename=\"AEOEAA\"; "
	    "filename*=UTF-8''%C3%86%C3%98%C3%85");
	assert_name("Yıldız 東.pdf", "filename=\"Y_ld_z _.pdf\"; "
	    "filename*=UTF-8''Y%C4%B1ld%C4%B1z%20%E6%9D%B1.pdf");
}
END_TEST

START_TEST(attachment)
{
	ck_assert_str_eq(media_disposition(pool, true, "a"),
	    "attachment; filename=\"a\"; filename*=UTF-8''a");
}
END_TEST

START_TEST(only_harmless_types_are_shown)
{
	static const char *const saved[] = {"text/html", "image/svg+xml",
	    "application/xhtml+xml", "text/xml", "application/javascript",
	    "", "text/plain ", "TEXT/PLAIN", "image/gif"};

	ck_assert(media_find("application/pdf")->shown);
	ck_assert(media_find("image/png")->shown);
	ck_assert_str_eq(media_find("text/plain")->sent,
	    "text/plain; charset=utf-8");
	ck_assert(!media_find("image/heic")->shown);
	for (size_t i = 0; i < sizeof(saved) / sizeof(saved[0]); i++) {
		ck_assert(!media_find(saved[i])->shown);
		ck_assert_str_eq(media_find(saved[i])->sent,
		    "application/octet-stream");
	}
}
END_TEST

START_TEST(long_names_are_cut_at_a_character)
{
	char name[1001] = "";
	const char *value;

	for (int i = 0; i < 500; i++)
		strcat(name, "ø");
	value = media_disposition(pool, false, name);
	ck_assert_ptr_nonnull(value);
	/* 127 letters of two bytes are 254 of the 255 bytes. */
	ck_assert_uint_eq(strlen(value), strlen("inline; filename=\"\"; "
	    "filename*=UTF-8''") + 127 * 2 + 127 * 6);
}
END_TEST

START_TEST(a_full_pool_is_told)
{
	struct pool *none = pool_new(0);

	ck_assert_ptr_null(media_disposition(none, false, "a"));
	pool_free(none);
}
END_TEST

START_TEST(names_do_not_break_out)
{
	assert_name("a\"; filename=\"b.exe",
	    "filename=\"a__ filename=_b.exe\"; "
	    "filename*=UTF-8''a%22%3B%20filename%3D%22b.exe");
	assert_name("../../etc/passwd\\x", "filename=\".._.._etc_passwd_x\"; "
	    "filename*=UTF-8''..-..-etc-passwd-x");
	assert_name("a\r\nX: b\tc\x7f", "filename=\"a__X_ b_c_\"; "
	    "filename*=UTF-8''a--X%3A%20b-c-");
	assert_name("100%.pdf",
	    "filename=\"100_.pdf\"; filename*=UTF-8''100%25.pdf");
	assert_name("", "filename=\"\"; filename*=UTF-8''");
}
END_TEST

/* Whatever bytes a name has, the value is printable ASCII. */
START_TEST(malformed_utf8_stays_inside)
{
	char name[4] = "";
	const char *value;

	for (int a = 1; a < 256; a++)
		for (int b = 1; b < 256; b += 7) {
			name[0] = (char)a;
			name[1] = (char)b;
			value = media_disposition(pool, false, name);
			ck_assert_ptr_nonnull(value);
			for (; *value != '\0'; value++)
				ck_assert(*value >= ' ' && *value <= '~');
			pool_clear(pool);
		}
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("media");
	TCase *core = tcase_create("core");
	TCase *limits = tcase_create("limits");
	TCase *abuse = tcase_create("abuse");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_test(core, plain_names);
	tcase_add_test(core, danish_letters);
	tcase_add_test(core, attachment);
	tcase_add_test(core, only_harmless_types_are_shown);
	suite_add_tcase(suite, core);
	tcase_add_checked_fixture(limits, setup, teardown);
	tcase_add_test(limits, long_names_are_cut_at_a_character);
	tcase_add_test(limits, a_full_pool_is_told);
	suite_add_tcase(suite, limits);
	tcase_add_checked_fixture(abuse, setup, teardown);
	tcase_add_test(abuse, names_do_not_break_out);
	tcase_add_test(abuse, malformed_utf8_stays_inside);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
