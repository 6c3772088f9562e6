/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: whatever a cell holds, the table gets an end and becomes a PDF; a font
 * that cannot be read is named. What can be read back: tests/http/73-looks.
 */
#include "citizen/print.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "check_run.h"

#define FONTS "/usr/share/fonts/truetype/dejavu/"

static const struct print_column columns[] = {{"Hvem", 0.3}, {"Hvad", 0.7}};
static const char *const lines[] = {"Sag: æøå", "", NULL};
static struct print *print;
static char message[256];

static void
setup(void)
{
	ck_assert_int_eq(print_open(FONTS "DejaVuSans.ttf",
	    FONTS "DejaVuSans-Bold.ttf", &print, message, sizeof(message)),
	    RESULT_OK);
}

static void
teardown(void)
{
	print_free(print);
}

/* The same cell in each row. */
static bool
cells(void *own, int r, const char **ret_cells)
{
	(void)r;
	ret_cells[0] = ret_cells[1] = own;
	return own != NULL;
}

static enum result
make(const char *cell, int rows, size_t *ret_length)
{
	struct print_table table = {.title = "Hvem har set", .lines = lines,
	    .page = "Side", .columns = columns, .column_count = 2,
	    .rows = rows, .cells = cells, .own = (void *)(uintptr_t)cell};
	char *bytes = NULL;
	enum result result = print_pdf(print, &table, &bytes, ret_length);

	if (result == RESULT_OK)
		ck_assert_int_eq(memcmp(bytes, "%PDF-1.", 7), 0);
	free(bytes);
	return result;
}

START_TEST(cells_of_every_shape)
{
	static char long_word[3001], long_letters[3001];
	const char *const shapes[] = {"", " ", "   to  ord ", "æøå", long_word,
	    long_letters, "\xF0\x9F\x98\x80", "en\nlinje"};
	size_t length;

	memset(long_word, 'W', sizeof(long_word) - 1);
	for (size_t i = 0; i + 1 < sizeof(long_letters); i += 2)
		memcpy(long_letters + i, "ø", 2);
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++)
		ck_assert_int_eq(make(shapes[i], 3, &length), RESULT_OK);
}
END_TEST

START_TEST(no_rows_and_many_pages)
{
	size_t none, many;

	ck_assert_int_eq(make("x", 0, &none), RESULT_OK);
	ck_assert_int_eq(make("x", 500, &many), RESULT_OK);
	ck_assert_uint_gt(many, none);
}
END_TEST

START_TEST(memory_that_runs_short_is_told)
{
	size_t length;

	ck_assert_int_eq(make(NULL, 1, &length), RESULT_TRY_AGAIN);
}
END_TEST

START_TEST(fonts_must_be_fonts)
{
	struct print *other = NULL;

	ck_assert_int_eq(print_open("/nowhere.ttf", FONTS "DejaVuSans.ttf",
	    &other, message, sizeof(message)), RESULT_BAD_INPUT);
	ck_assert_str_eq(message, "/nowhere.ttf: not a font that can be read");
	ck_assert_int_eq(print_open(FONTS "DejaVuSans.ttf", "/etc/hostname",
	    &other, message, sizeof(message)), RESULT_BAD_INPUT);
	ck_assert_ptr_null(other);
	print_free(NULL);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("print");
	TCase *core = tcase_create("core");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_test(core, cells_of_every_shape);
	tcase_add_test(core, no_rows_and_many_pages);
	tcase_add_test(core, memory_that_runs_short_is_told);
	tcase_add_test(core, fonts_must_be_fonts);
	suite_add_tcase(suite, core);
	return check_run(suite);
}
