/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: RFC 9110 section 14, its own examples included: one range is served,
 * what is not one range is ignored, and nothing is served that isn't there.
 */
#include "core/range.h"

#include <stddef.h>

#include "check_run.h"

static void
assert_part(const char *value, int64_t size, int64_t offset, int64_t length)
{
	struct range range = range_parse(value);
	struct range_part part = {-1, -1};

	ck_assert_msg(range_resolve(&range, size, &part) == RESULT_OK, "%s",
	    value);
	ck_assert_msg(part.offset == offset && part.length == length,
	    "%s: %lld+%lld", value, (long long)part.offset,
	    (long long)part.length);
}

static void
assert_bad(const char *value, int64_t size)
{
	struct range range = range_parse(value);
	struct range_part part = {-1, -1};

	ck_assert_msg(range_resolve(&range, size, &part) == RESULT_BAD_RANGE,
	    "%s", value);
	ck_assert_int_eq(part.offset, -1);
}

/* Section 14.1.2, a body of 10,000 bytes. */
START_TEST(examples_of_the_rfc)
{
	assert_part("bytes=0-499", 10000, 0, 500);
	assert_part("bytes=500-999", 10000, 500, 500);
	assert_part("bytes=-500", 10000, 9500, 500);
	assert_part("bytes=9500-", 10000, 9500, 500);
	assert_part("bytes=0-0", 10000, 0, 1);
	assert_part("bytes=-1", 10000, 9999, 1);
}
END_TEST

START_TEST(several_ranges_are_the_whole)
{
	assert_part("bytes=0-0,-1", 10000, 0, 10000);
	assert_part("bytes= 0-999, 4500-5499, -1000", 10000, 0, 10000);
}
END_TEST

START_TEST(no_header_is_the_whole)
{
	assert_part(NULL, 10, 0, 10);
	assert_part(NULL, 0, 0, 0);
}
END_TEST

START_TEST(ends_are_cut)
{
	assert_part("bytes=5-9", 10, 5, 5);
	assert_part("bytes=5-10", 10, 5, 5);
	assert_part("bytes=5-99999999999999999999999999", 10, 5, 5);
	assert_part("bytes=9-9", 10, 9, 1);
	assert_part("bytes=-11", 10, 0, 10);
	assert_part("bytes=-99999999999999999999999999", 10, 0, 10);
	assert_part("bytes=-1", 0, 0, 0);
	assert_part("bytes=0-9223372036854775807", INT64_MAX, 0, INT64_MAX);
}
END_TEST

START_TEST(nothing_there_is_bad)
{
	assert_bad("bytes=10-", 10);
	assert_bad("bytes=10-10", 10);
	assert_bad("bytes=99999999999999999999999999-", 10);
	assert_bad("bytes=9223372036854775807-", INT64_MAX);
	assert_bad("bytes=-0", 10);
	assert_bad("bytes=0-", 0);
	assert_bad("bytes=0-0", 0);
}
END_TEST

START_TEST(spaces_commas_and_case)
{
	assert_part("Bytes=1-2", 10, 1, 2);
	assert_part("BYTES=1-2", 10, 1, 2);
	assert_part("bytes=, ,\t1-2 , ,", 10, 1, 2);
	assert_part("bytes= 1-2 ", 10, 1, 2);
}
END_TEST

START_TEST(malformed_is_ignored)
{
	static const char *const bad[] = {"", "bytes", "bytes=", "bytes=-",
	    "bytes=--1", "bytes=1", "bytes=2-1", "bytes=a-b", "bytes=1-b",
	    "bytes=1 -2", "bytes=1- 2", "bytes =1-2", " bytes=1-2",
	    "byte=1-2", "bytess=1-2", "lines=1-2", "none", "bytes=+1-2",
	    "bytes=0x1-2", "bytes=1-2x", "bytes=1-2;", "bytes=1-2 3-4",
	    "bytes=1.5-2", "bytes=-1-2", "bytes=,", "bytes:1-2",
	    "bytes=\xd9\xa1-2", "bytes=99999999999999999999-5"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_part(bad[i], 10, 0, 10);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("range");
	TCase *core = tcase_create("core");
	TCase *limits = tcase_create("limits");
	TCase *abuse = tcase_create("abuse");

	tcase_add_test(core, examples_of_the_rfc);
	tcase_add_test(core, several_ranges_are_the_whole);
	tcase_add_test(core, no_header_is_the_whole);
	tcase_add_test(core, spaces_commas_and_case);
	suite_add_tcase(suite, core);
	tcase_add_test(limits, ends_are_cut);
	tcase_add_test(limits, nothing_there_is_bad);
	suite_add_tcase(suite, limits);
	tcase_add_test(abuse, malformed_is_ignored);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
