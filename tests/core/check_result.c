/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: one word, one row; SQLSTATEs and results map to each other and back.
 */
#include "core/result.h"

#include <stdio.h>
#include <string.h>

#include "check_run.h"

START_TEST(every_result_has_a_whole_row)
{
	const struct result_row *row = result_row((enum result)_i);

	ck_assert_ptr_nonnull(row);
	ck_assert_ptr_nonnull(row->word);
	ck_assert_int_gt(strlen(row->word), 0);
	ck_assert_int_gt(strlen(row->title_da), 0);
	ck_assert_int_gt(strlen(row->title_en), 0);
	ck_assert_int_ge(row->status, 200);
	ck_assert_int_lt(row->status, 600);
}
END_TEST

START_TEST(words_differ)
{
	for (int i = 0; i < RESULT_COUNT; i++)
		for (int j = 0; j < i; j++)
			ck_assert_str_ne(result_row((enum result)i)->word,
			    result_row((enum result)j)->word);
}
END_TEST

START_TEST(own_sqlstates_carry_their_http_status)
{
	const struct result_row *row = result_row((enum result)_i);
	char sqlstate[8];

	if (row->sqlstate == NULL)
		return;
	snprintf(sqlstate, sizeof(sqlstate), "MS%d", row->status);
	ck_assert_str_eq(row->sqlstate, sqlstate);
	ck_assert_int_eq(result_from_sqlstate(sqlstate), _i);
}
END_TEST

START_TEST(what_passes_is_try_again)
{
	static const char *const passing[] = {"40001", "40P01", "08006",
	    "08001", "53100", "53300", "57P01", "57P03", "57014", "55P03"};

	for (size_t i = 0; i < sizeof(passing) / sizeof(passing[0]); i++)
		ck_assert_int_eq(result_from_sqlstate(passing[i]),
		    RESULT_TRY_AGAIN);
}
END_TEST

START_TEST(everything_else_is_broken)
{
	static const char *const broken[] = {"42501", "23505", "XX000",
	    "MS999", "MS40", "MS4000", "", "4", "53", "00000", "22P02"};

	ck_assert_int_eq(result_from_sqlstate(NULL), RESULT_BROKEN);
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		ck_assert_int_eq(result_from_sqlstate(broken[i]),
		    RESULT_BROKEN);
}
END_TEST

START_TEST(no_such_result_is_broken)
{
	ck_assert_ptr_eq(result_row(RESULT_COUNT), result_row(RESULT_BROKEN));
	ck_assert_ptr_eq(result_row((enum result)-1),
	    result_row(RESULT_BROKEN));
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("result");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");

	tcase_add_loop_test(core, every_result_has_a_whole_row, 0,
	    RESULT_COUNT);
	tcase_add_test(core, words_differ);
	tcase_add_loop_test(core, own_sqlstates_carry_their_http_status, 0,
	    RESULT_COUNT);
	tcase_add_test(core, what_passes_is_try_again);
	suite_add_tcase(suite, core);
	tcase_add_test(abuse, everything_else_is_broken);
	tcase_add_test(abuse, no_such_result_is_broken);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
