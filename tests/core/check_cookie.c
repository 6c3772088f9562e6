/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: the one cookie of exactly this name is found, and none is taken when
 * two could be meant.
 */
#include "core/cookie.h"

#include <string.h>

#include "check_run.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const struct {
	const char *header;
	enum result result;
	const char *value;
} headers[] = {
	{"s=abc", RESULT_OK, "abc"}, {"a=1; s=abc; b=2", RESULT_OK, "abc"},
	{"a=1;s=abc", RESULT_OK, "abc"}, {"s=\"abc\"", RESULT_OK, "abc"},
	{"s=", RESULT_OK, ""}, {"s=a=b", RESULT_OK, "a=b"},
	{"  s=abc  ", RESULT_OK, "abc"}, {"s=abc; s=abc", RESULT_OK, "abc"},
	{";;; s=abc;", RESULT_OK, "abc"},
	{"", RESULT_NOT_FOUND, NULL}, {"s", RESULT_NOT_FOUND, NULL},
	{"ss=abc", RESULT_NOT_FOUND, NULL}, {"xs=abc", RESULT_NOT_FOUND, NULL},
	{"S=abc", RESULT_NOT_FOUND, NULL}, {"s =abc", RESULT_NOT_FOUND, NULL},
	{"a=s=abc", RESULT_NOT_FOUND, NULL},
	{"s=abc; s=abd", RESULT_CONFLICT, NULL},
	{"s=abc; s=", RESULT_CONFLICT, NULL},
	{"s=; s=abc", RESULT_CONFLICT, NULL},
	{"s=a b", RESULT_BAD_INPUT, NULL}, {"s=a,b", RESULT_BAD_INPUT, NULL},
	{"s=a\\b", RESULT_BAD_INPUT, NULL},
	{"s=\"a", RESULT_BAD_INPUT, NULL},
	{"s=\x01", RESULT_BAD_INPUT, NULL},
	{"s=\xC3\xA6", RESULT_BAD_INPUT, NULL}};

START_TEST(cookie_is_found_or_not)
{
	const char *value = NULL;
	size_t length = 0;

	ck_assert_int_eq(cookie_find(headers[_i].header, "s", &value,
	    &length), headers[_i].result);
	if (headers[_i].value == NULL) {
		ck_assert_ptr_null(value);
	} else {
		ck_assert_uint_eq(length, strlen(headers[_i].value));
		ck_assert_mem_eq(value, headers[_i].value, length);
	}
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("cookie");
	TCase *core = tcase_create("core");

	tcase_add_loop_test(core, cookie_is_found_or_not, 0, LENGTH(headers));
	suite_add_tcase(suite, core);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
