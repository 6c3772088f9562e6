/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: the table of kinds is one that the database can work by.
 */
#include <string.h>

#include "check_run.h"
#include "courier/kinds.h"

static int
items(const char *array)
{
	int count = 1;

	ck_assert_int_eq(array[0], '{');
	ck_assert_int_eq(array[strlen(array) - 1], '}');
	ck_assert_str_ne(array, "{}");
	for (; *array != '\0'; array++)
		count += *array == ',';
	return count;
}

START_TEST(columns_have_the_same_length)
{
	struct kinds_columns columns;

	kinds_columns(NULL, &columns);
	ck_assert_int_eq(items(columns.names), items(columns.leases));
	ck_assert_int_eq(items(columns.names), items(columns.attempts));
	ck_assert_int_eq(items(columns.daily_names),
	    items(columns.daily_minutes));
}
END_TEST

START_TEST(rows_make_sense)
{
	struct kinds_columns columns;
	char *next, *name;

	kinds_columns(NULL, &columns);
	columns.names[strlen(columns.names) - 1] = '\0';
	for (name = strtok_r(columns.names + 1, ",", &next); name != NULL;
	    name = strtok_r(NULL, ",", &next)) {
		const struct kind *kind = kinds_find(name);

		ck_assert_ptr_nonnull(kind);
		ck_assert_str_eq(kind->name, name);
		ck_assert_uint_eq(strspn(name, "abcdefghijklmnopqrstuvwxyz-"),
		    strlen(name));
		ck_assert_int_ge(kind->lease_seconds, 15);
		ck_assert_int_ge(kind->attempts, 2);
		ck_assert_int_lt(kind->daily_minute, 24 * 60);
	}
	ck_assert_ptr_nonnull(kinds_find("scan"));
	ck_assert_ptr_null(kinds_find("none"));
}
END_TEST

/* Each is the first to be asked for when the one before it was done. */
START_TEST(no_kind_starves_another)
{
	struct kinds_columns all, columns;
	char *next, *name;
	const char *before = NULL;

	kinds_columns(NULL, &all);
	all.names[strlen(all.names) - 1] = '\0';
	for (name = strtok_r(all.names + 1, ",", &next); name != NULL;
	    name = strtok_r(NULL, ",", &next)) {
		kinds_columns(before, &columns);
		ck_assert_int_eq(strncmp(columns.names + 1, name,
		    strlen(name)), 0);
		ck_assert_int_eq(items(columns.names), items(columns.leases));
		before = name;
	}
	kinds_columns(before, &columns);
	ck_assert_int_eq(strncmp(columns.names, all.names,
	    strlen(all.names)), 0);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("kinds");
	TCase *core = tcase_create("core");

	tcase_add_test(core, columns_have_the_same_length);
	tcase_add_test(core, rows_make_sense);
	tcase_add_test(core, no_kind_starves_another);
	suite_add_tcase(suite, core);
	return check_run(suite);
}
