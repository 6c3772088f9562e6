/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: RFC 3339 with seconds and zone, and nothing else.
 */
#include <string.h>

#include "check_run.h"
#include "import/moment.h"

static int64_t
read_good(const char *text)
{
	int64_t at = -1;

	ck_assert_msg(moment_read(text, strlen(text), &at), "%s", text);
	return at;
}

START_TEST(reads_utc_and_zones)
{
	/* date -d … +%s */
	ck_assert_int_eq(read_good("1970-01-01T00:00:00Z"), 0);
	ck_assert_int_eq(read_good("2026-03-02T09:30:00Z"),
	    INT64_C(1772443800000000));
	ck_assert_int_eq(read_good("2026-03-02T10:30:00+01:00"),
	    INT64_C(1772443800000000));
	ck_assert_int_eq(read_good("2026-03-01T23:30:00-10:00"),
	    INT64_C(1772443800000000));
	ck_assert_int_eq(read_good("2024-02-29T23:59:59Z"),
	    INT64_C(1709251199000000));
}
END_TEST

START_TEST(refuses_all_else)
{
	static const char *const bad[] = {"", "Z", "2026-03-02",
	    "2026-03-02T09:30:00", "2026-03-02T09:30Z",
	    "2026-03-02 09:30:00Z", "2026-03-02t09:30:00z",
	    "2026-02-29T09:30:00Z", "2026-13-02T09:30:00Z",
	    "2026-03-02T24:00:00Z", "2026-03-02T09:60:00Z",
	    "2026-03-02T09:30:60Z", "2026-03-02T09:30:00.5Z",
	    "2026-03-02T09:30:00+0100", "2026-03-02T09:30:00+24:00",
	    "2026-03-02T09:30:00+01:60", "2026-03-02T09:30:00ZZ",
	    "2026-03-02T09:30:0aZ", "2026-03-02T-9:30:00Z",
	    "26-03-02T09:30:00Z  "};
	int64_t at = 7;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_msg(!moment_read(bad[i], strlen(bad[i]), &at), "%s",
		    bad[i]);
		ck_assert_int_eq(at, 7);
	}
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("moment");
	TCase *core = tcase_create("core");

	tcase_add_test(core, reads_utc_and_zones);
	tcase_add_test(core, refuses_all_else);
	suite_add_tcase(suite, core);
	return check_run(suite);
}
