/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: base64, xs:dateTime and the builder's escapes are exact: each value
 * has one text, and nothing else is read.
 */
#include "config.h"
#include "check_run.h"

#include <stdint.h>
#include <string.h>
#include "core/base64.h"
#include "login/build.h"
#include "login/instant.h"

static const char *
decoded(const char *text, enum base64_blanks blanks)
{
	static unsigned char room[128];
	size_t length;

	if (base64_decode(text, strlen(text), blanks, room, &length) !=
	    RESULT_OK)
		return "refused";
	room[length] = '\0';
	return (char *)room;
}

START_TEST(base64)
{
	/* RFC 4648 section 10 */
	static const char *const rows[][2] = {{"", ""}, {"f", "Zg=="},
	    {"fo", "Zm8="}, {"foo", "Zm9v"}, {"foob", "Zm9vYg=="},
	    {"fooba", "Zm9vYmE="}, {"foobar", "Zm9vYmFy"}};
	static const char *const bad[] = {"Zg", "Zg=", "Zg===", "Zh==",
	    "Zm9=", "Zm9v=", "=", "Zg==Zg==", "Zm9-", "Zm9_", "Zm 9v", "Z",
	    "Zm9v\tZm9v", "Zm9vZ"};
	char text[16];

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		base64_encode(rows[i][0], strlen(rows[i][0]), text);
		ck_assert_str_eq(text, rows[i][1]);
		ck_assert_str_eq(decoded(text, BASE64_LINES), rows[i][0]);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		ck_assert_str_eq(decoded(bad[i], BASE64_LINES), "refused");
	ck_assert_str_eq(decoded("Zm9v\r\nYmFy\r\n", BASE64_LINES), "foobar");
	ck_assert_str_eq(decoded("\n\t Zm9v\n\tYmFy ", BASE64_BLANKS),
	    "foobar");
}
END_TEST

START_TEST(instants)
{
	static const struct {
		const char *text;
		int64_t time; /* golden: date -u -d TEXT +%s */
	} good[] = {
	    {"1970-01-01T00:00:00Z", 0},
	    {"2026-03-02T10:00:00Z", INT64_C(1772445600000000)},
	    {"2026-03-02T11:00:00+01:00", INT64_C(1772445600000000)},
	    {"2026-03-02T04:30:00-05:30", INT64_C(1772445600000000)},
	    {"2026-03-02T10:00:00.5Z", INT64_C(1772445600500000)},
	    {"2026-03-02T10:00:00.123Z", INT64_C(1772445600123000)},
	    {"2026-03-02T10:00:00.1234567Z", INT64_C(1772445600123456)},
	    {"2024-02-29T23:59:59Z", INT64_C(1709251199000000)}};
	static const char *const bad[] = {"", "2026-03-02", "T10:00:00Z",
	    "2026-03-02T10:00:00", "2026-03-02 10:00:00Z",
	    "2026-03-02T24:00:00Z", "2026-03-02T10:60:00Z",
	    "2026-03-02T10:00:60Z", "2026-02-29T10:00:00Z",
	    "2026-03-02T10:00:00.Z", "2026-03-02T10:00:00+1:00",
	    "2026-03-02T10:00:00+0100", "2026-03-02T10:00:00+15:00",
	    "2026-03-02T10:00:00Zx", " 2026-03-02T10:00:00Z",
	    "2026-3-2T10:00:00Z", "2026-03-02T10:00:00z",
	    "02026-03-02T10:00:00Z", "2026-03-02T1:00:00ZZ"};
	int64_t time = 7;

	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		ck_assert_msg(instant_parse(good[i].text, &time), "%s",
		    good[i].text);
		ck_assert_int_eq(time, good[i].time);
	}
	time = 7;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		ck_assert_msg(!instant_parse(bad[i], &time), "%s", bad[i]);
	ck_assert(!instant_parse(NULL, &time));
	ck_assert_int_eq(time, 7);
	ck_assert_int_gt(instant_now(), INT64_C(1772445600000000));
}
END_TEST

START_TEST(escapes)
{
	struct build build = {0};

	build_xmls(&build, "<a b=\"", "\"<&>'\t\n\r", "\">", "x", "</a>",
	    NULL);
	ck_assert_str_eq(build.text, "<a b=\"&quot;&lt;&amp;&gt;&#39;&#9;"
	    "&#10;&#13;\">x</a>");
	build_clear(&build);
	build_query(&build, "aZ09-._~ +/=&%\xc3\xa6");
	ck_assert_str_eq(build.text,
	    "aZ09-._~%20%2B%2F%3D%26%25%C3%A6");
	build_clear(&build);
	ck_assert_ptr_null(build.text);
}
END_TEST

START_TEST(growth)
{
	struct build build = {0};

	for (int i = 0; i < BUILD_MOST / 8 - 1; i++)
		build_raw(&build, "12345678");
	ck_assert(!build.failed);
	ck_assert_uint_eq(strlen(build.text), build.length);
	build_raw(&build, "12345678");
	ck_assert(build.failed);
	build_raw(&build, "1"); /* stays so */
	ck_assert(build.failed);
	build_clear(&build);
	ck_assert(!build.failed);
}
END_TEST

static Suite *
text_suite(void)
{
	Suite *suite = suite_create("base64, instant, build");
	TCase *core = tcase_create("core");

	tcase_add_test(core, base64);
	tcase_add_test(core, instants);
	tcase_add_test(core, escapes);
	tcase_add_test(core, growth);
	suite_add_tcase(suite, core);
	return suite;
}

int
main(void)
{
	return check_run(text_suite());
}
