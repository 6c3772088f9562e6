/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: every well-formed cookie of exactly this name is found, and no other.
 */
#include "core/cookie.h"

#include <stdio.h>
#include <string.h>

#include "check_run.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
	const char *header, *values; /* each with a "|" behind it */
} headers[] = {
	{"s=abc", "abc|"}, {"a=1; s=abc; b=2", "abc|"}, {"a=1;s=abc", "abc|"},
	{"s=\"abc\"", "abc|"}, {"s=", "|"}, {"s=a=b", "a=b|"},
	{"  s=abc  ", "abc|"}, {";;; s=abc;", "abc|"},
	{"s=abc; s=abc", "abc|abc|"}, {"s=abc; s=abd", "abc|abd|"},
	{"s=abc; s=", "abc||"}, {"s=; a=1; s=abc", "|abc|"},
	{"", ""}, {"s", ""}, {"ss=abc", ""}, {"xs=abc", ""}, {"S=abc", ""},
	{"s =abc", ""}, {"a=s=abc", ""},
	{"s=a b", ""}, {"s=a,b", ""}, {"s=a\\b", ""}, {"s=\"a", ""},
	{"s=\x01", ""}, {"s=\xC3\xA6", ""}, {"s=a b; s=c", "c|"}};

START_TEST(cookies_of_the_name_come_in_their_order)
{
	const char *at = headers[_i].header, *value = NULL;
	char values[64] = "";
	size_t length = 0;

	while (cookie_next(&at, "s", &value, &length))
		snprintf(values + strlen(values), sizeof(values) -
		    strlen(values), "%.*s|", (int)length, value);
	ck_assert_str_eq(values, headers[_i].values);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("cookie");
	TCase *core = tcase_create("core");

	tcase_add_loop_test(core, cookies_of_the_name_come_in_their_order, 0,
	    LENGTH(headers));
	suite_add_tcase(suite, core);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
