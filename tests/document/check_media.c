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

/* A PDF's name, as it is sent. */
static void
assert_name(const char *name, const char *wanted)
{
	char whole[1024];

	snprintf(whole, sizeof(whole), "inline; %s", wanted);
	ck_assert_str_eq(media_disposition(pool, media_find("application/pdf"),
	    false, name), whole);
}

/* The name that old clients are told, for a type. */
static void
assert_plain(const char *type, const char *name, const char *wanted)
{
	const char *value = media_disposition(pool, media_find(type), true,
	    name);
	char whole[600];

	snprintf(whole, sizeof(whole), "attachment; filename=\"%s\"; ", wanted);
	ck_assert_ptr_nonnull(value);
	ck_assert_msg(strncmp(value, whole, strlen(whole)) == 0,
	    "%s is not %s", value, wanted);
}

START_TEST(plain_names)
{
	assert_name("brev.pdf",
	    "filename=\"brev.pdf\"; filename*=UTF-8''brev.pdf");
	assert_name("to ord.PDF",
	    "filename=\"to ord.PDF\"; filename*=UTF-8''to%20ord.PDF");
}
END_TEST

START_TEST(danish_letters)
{
	assert_name("Afgørelse på æble.pdf",
	    "filename=\"Afgoerelse paa aeble.pdf\"; filename*=UTF-8''"
	    "Afg%C3%B8relse%20p%C3%A5%20%C3%A6ble.pdf");
	assert_name("ÆØÅ.pdf", "filename=\"AEOEAA.pdf\"; "
	    "filename*=UTF-8''%C3%86%C3%98%C3%85.pdf");
}
END_TEST

/* As file systems and telephones write them: the real name is untouched. */
START_TEST(other_letters_read_well)
{
	assert_name("Yıldız 東京.pdf", "filename=\"Yildiz _.pdf\"; "
	    "filename*=UTF-8''Y%C4%B1ld%C4%B1z%20%E6%9D%B1%E4%BA%AC.pdf");
	assert_name("Ba\xcc\x8and o\xcc\x88.pdf", "filename=\"Baand oe.pdf\"; "
	    "filename*=UTF-8''Ba%CC%8And%20o%CC%88.pdf");
	assert_plain("image/png", "kl. 9.41.07\xe2\x80\xaf" "PM.png",
	    "kl. 9.41.07 PM.png");
	assert_plain("image/jpeg",
	    "\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa7 Ferie.jpg",
	    "_ Ferie.jpg");
	assert_plain("text/plain", "Łódź – Çağ “ny” ﬁl\xc2\xa0nr.\xe2\x80\x91" "2.txt",
	    "Lodz - Cag 'ny' fil nr.-2.txt");
	assert_plain("text/plain", "نامه\xe2\x80\x8cها.txt", "_.txt");
}
END_TEST

/* A name ends as its type does, and never in what a desktop runs. */
START_TEST(endings)
{
	static const char *const runs[] = {"bat", "vbs", "js", "ps1", "hta",
	    "exe", "cmd", "lnk", "scr", "url", "desktop", "html", "txt ", ""};

	for (size_t i = 0; i < sizeof(runs) / sizeof(runs[0]); i++) {
		char name[100], wanted[200];

		snprintf(name, sizeof(name), "brev.%s", runs[i]);
		snprintf(wanted, sizeof(wanted), "%s.txt", name);
		assert_plain("text/plain", name, wanted);
	}
	assert_plain("text/plain", "bank.CSV", "bank.CSV");
	assert_plain("text/plain;charset=windows-1252", "bank.csv", "bank.csv");
	assert_plain("text/plain;charset=utf-16", "a.json", "a.json");
	assert_plain("application/pdf", "a.csv", "a.csv.pdf");
	assert_plain("image/jpeg", "a.jpeg", "a.jpeg");
	assert_plain("application/vnd.openxmlformats-officedocument."
	    "wordprocessingml.document", "a.docm", "a.docm.docx");
	assert_plain("text/html", "a.hta", "a.hta.html");
	assert_plain("video/mp4", ".mp4", ".mp4.mp4");
	assert_plain("application/x-none", "a.exe", "a.exe.bin");
}
END_TEST

START_TEST(attachment)
{
	ck_assert_str_eq(media_disposition(pool, media_find("application/pdf"),
	    true, "a.pdf"),
	    "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf");
	/* What is not shown is never inline, whatever is asked for. */
	ck_assert_str_eq(media_disposition(pool, media_find("video/mp4"),
	    false, "a.mp4"),
	    "attachment; filename=\"a.mp4\"; filename*=UTF-8''a.mp4");
}
END_TEST

START_TEST(only_harmless_types_are_shown)
{
	static const char *const saved[] = {"text/html", "image/svg+xml",
	    "application/xhtml+xml", "text/xml", "application/javascript",
	    "", "text/plain ", "TEXT/PLAIN", "text/plain;charset=utf-7"};

	ck_assert(media_find("application/pdf")->shown);
	ck_assert(media_find("image/png")->shown);
	ck_assert_str_eq(media_find("text/plain")->sent,
	    "text/plain; charset=utf-8");
	ck_assert_str_eq(media_find("text/plain;charset=utf-16")->sent,
	    "text/plain; charset=utf-16");
	ck_assert(!media_find("image/heic")->shown);
	ck_assert(!media_find("message/rfc822")->shown);
	for (size_t i = 0; i < sizeof(saved) / sizeof(saved[0]); i++) {
		ck_assert(!media_find(saved[i])->shown);
		ck_assert_str_eq(media_find(saved[i])->sent,
		    "application/octet-stream");
	}
}
END_TEST

/* The real name of a value, without its escapes. */
static void
unescape(const char *value, char *ret_name)
{
	const char *at = strstr(value, "filename*=UTF-8''") + 17;

	for (; *at != '\0'; at++) {
		unsigned byte = (unsigned char)*at;

		if (byte == '%') {
			ck_assert_int_eq(sscanf(at + 1, "%2x", &byte), 1);
			at += 2;
		}
		*ret_name++ = (char)byte;
	}
	*ret_name = '\0';
}

START_TEST(of_a_long_name_the_stem_is_cut)
{
	static const struct {
		const char *letter, *ending, *type, *ends;
		size_t letters;
	} names[] = {
		{"x", ".bat", "text/plain", "x.txt", 251},
		{"x", ".txt", "text/plain", "x.txt", 251},
		{"ø", ".pdf", "application/pdf", "ø.pdf", 500},
		{"東", ".vbs", "text/plain", "東.txt", 251},
		{"東", ".csv", "text/plain", "東.csv", 251},
		{"東", ".hta", "image/jpeg", "東.jpg", 90},
	};

	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		char name[2000] = "", real[2000];
		size_t letter = strlen(names[i].letter), length, ends;

		for (size_t n = 0; n < names[i].letters; n++)
			strcat(name, names[i].letter);
		strcat(name, names[i].ending);
		unescape(media_disposition(pool, media_find(names[i].type),
		    true, name), real);
		length = strlen(real);
		ends = strlen(names[i].ends);
		ck_assert(length <= 255 && length > 255 - letter);
		ck_assert_str_eq(real + length - ends, names[i].ends);
		ck_assert(strncmp(real, name, length - ends) == 0);
		pool_clear(pool);
	}
}
END_TEST

START_TEST(a_full_pool_is_told)
{
	struct pool *none = pool_new(0);

	ck_assert_ptr_null(media_disposition(none, media_find(""), false, "a"));
	pool_free(none);
}
END_TEST

START_TEST(names_do_not_break_out)
{
	assert_name("a\"; filename=\"b.exe",
	    "filename=\"a__ filename=_b.exe.pdf\"; "
	    "filename*=UTF-8''a%22%3B%20filename%3D%22b.exe.pdf");
	assert_name("../../etc/passwd\\x", "filename=\".._.._etc_passwd_x.pdf\"; "
	    "filename*=UTF-8''..-..-etc-passwd-x.pdf");
	assert_name("a\r\nX: b\tc\x7f", "filename=\"a__X_ b_c_.pdf\"; "
	    "filename*=UTF-8''a--X%3A%20b-c-.pdf");
	assert_name("100%.pdf",
	    "filename=\"100_.pdf\"; filename*=UTF-8''100%25.pdf");
	assert_name("", "filename=\".pdf\"; filename*=UTF-8''.pdf");
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
			value = media_disposition(pool, media_find("application/pdf"),
			    false, name);
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
	tcase_add_test(core, other_letters_read_well);
	tcase_add_test(core, endings);
	tcase_add_test(core, attachment);
	tcase_add_test(core, only_harmless_types_are_shown);
	suite_add_tcase(suite, core);
	tcase_add_checked_fixture(limits, setup, teardown);
	tcase_add_test(limits, of_a_long_name_the_stem_is_cut);
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
