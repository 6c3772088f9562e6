/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: English only for who prefers it; nothing in the header can break.
 */
#include "core/language.h"

#include <string.h>

#include "check_run.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
	const char *header;
	enum language language;
} headers[] = {
	{NULL, LANGUAGE_DA}, {"", LANGUAGE_DA}, {"da", LANGUAGE_DA},
	{"en", LANGUAGE_EN}, {"en-GB", LANGUAGE_EN}, {"EN-us", LANGUAGE_EN},
	{"eng", LANGUAGE_DA}, {"en_GB", LANGUAGE_DA}, {"de", LANGUAGE_DA},
	{"da, en;q=0.8", LANGUAGE_DA}, {"en, da", LANGUAGE_DA},
	{"en, da;q=0.9", LANGUAGE_EN}, {"da;q=0.5,en;q=0.6", LANGUAGE_EN},
	{"da;q=0.612,en;q=0.611", LANGUAGE_DA},
	{"de-DE,de;q=0.9,en;q=0.8", LANGUAGE_EN}, {"*", LANGUAGE_DA},
	{"*, da;q=0.1", LANGUAGE_EN}, {"en;q=0", LANGUAGE_DA},
	{"da;q=0, *", LANGUAGE_EN}, {"da;q=0", LANGUAGE_DA},
	{" en ;q=1.000 , da ; q=0.001", LANGUAGE_EN},
	{",,en,,", LANGUAGE_EN}, {"da-DK,en;q=0.9", LANGUAGE_DA}};

static const char *const malformed[] = {"en;q=", "en;q=2", "en;q=1.5",
	"en;q=-1", "en;x=1", "en;", "en da", "en;q=0.5x", ";q=1", "en,\"",
	"en, \xFF", "en;q=1.0001"};

START_TEST(preference_is_honoured)
{
	ck_assert_int_eq(language_from_header(headers[_i].header),
	    headers[_i].language);
}
END_TEST

START_TEST(malformed_is_danish)
{
	ck_assert_int_eq(language_from_header(malformed[_i]), LANGUAGE_DA);
}
END_TEST

START_TEST(too_long_is_danish)
{
	char header[600];

	memset(header, ',', sizeof(header));
	memcpy(header, "en", 2);
	header[512] = '\0';
	ck_assert_int_eq(language_from_header(header), LANGUAGE_EN);
	header[512] = ',';
	header[513] = '\0';
	ck_assert_int_eq(language_from_header(header), LANGUAGE_DA);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("language");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");

	tcase_add_loop_test(core, preference_is_honoured, 0, LENGTH(headers));
	suite_add_tcase(suite, core);
	tcase_add_loop_test(abuse, malformed_is_danish, 0, LENGTH(malformed));
	tcase_add_test(abuse, too_long_is_danish);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
