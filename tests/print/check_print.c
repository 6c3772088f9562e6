/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: whatever a cell holds, in whatever script, it is on the paper whole and
 * can be read back, inside the sandbox, where no file can be opened; a font
 * that cannot be read is named.
 */
#include "print/print.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "check_run.h"
#include "core/sandbox.h"
#include "print/fonts.h"

#define FONTS "/usr/share/fonts/truetype/"
#define REGULAR FONTS "dejavu/DejaVuSans.ttf"
#define BOLD FONTS "dejavu/DejaVuSans-Bold.ttf"
#define MORE FONTS "droid/DroidSansFallbackFull.ttf " FONTS \
	"nanum/NanumGothic.ttf " FONTS "freefont/FreeSerif.ttf " FONTS \
	"ancient-scripts/Symbola_hint.ttf"
#define TEXT_MOST (1 << 20)

/* LSan asks: fontconfig keeps what it holds by offsets, which look like none. */
const char *
__lsan_default_suppressions(void);

const char *
__lsan_default_suppressions(void)
{
	return "leak:libfontconfig\n";
}

static const struct print_column columns[] = {{"Hvem", 0.3}, {"Hvad", 0.7}};
static struct print *print;
static char message[256];

static void
setup(void)
{
	ck_assert_int_eq(print_open(REGULAR, BOLD, MORE, &print, message,
	    sizeof(message)), RESULT_OK);
}

static void
teardown(void)
{
	print_free(print);
}

/* A file with the same row so many times. *ret_bytes is the caller's. */
static enum result
make(const char *cell, int rows, char **ret_bytes, size_t *ret_length)
{
	const char *const cells[] = {"x", cell};
	struct print_sheet *sheet;

	ck_assert_int_eq(print_begin(print, "Hvem har set", "Side", &sheet),
	    RESULT_OK);
	print_heading(sheet, "Hvem har set");
	print_paragraph(sheet, "Sag: æøå");
	print_paragraph(sheet, "");
	print_table_begin(sheet, columns, 2);
	for (int r = 0; r < rows; r++)
		print_row(sheet, cells);
	print_table_end(sheet);
	return print_end_take(sheet, ret_bytes, ret_length);
}

/* What a program says that reads the file, whose name is given it as $1. */
static char *
ask(const char *bytes, size_t length, const char *command)
{
	char name[] = "/tmp/check_print-XXXXXX", line[256];
	char *said = calloc(1, TEXT_MOST);
	int fd = mkstemp(name);
	FILE *out;

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, bytes, length), (ssize_t)length);
	close(fd);
	snprintf(line, sizeof(line), "set %s; %s", name, command);
	out = popen(line, "r");
	ck_assert_ptr_nonnull(out);
	ck_assert_uint_lt(fread(said, 1, TEXT_MOST - 1, out), TEXT_MOST - 1);
	ck_assert_int_eq(pclose(out), 0);
	unlink(name);
	return said;
}

static char *
ask_of(const char *cell, int rows, const char *command)
{
	size_t length;
	char *bytes, *said;

	ck_assert_int_eq(make(cell, rows, &bytes, &length), RESULT_OK);
	said = ask(bytes, length, command);
	free(bytes);
	return said;
}

/* ---- Scripts ---- */

static const char *const scripts[] = {"Åse så på sagen", "Łódź Đặng Şükrü",
	"Олена подивилася", "Ελένη", "مرحبا بالعالم", "گفتگو دنیا",
	"שלום", "你好世界", "こんにちは", "안녕하세요", "ประเทศไทย", "வணக்கம்",
	"नमस्ते", "ሰላም", "🙂👍❤", "§ 12 – “ja” …"};

#define SCRIPTS (int)(sizeof(scripts) / sizeof(scripts[0]))

START_TEST(every_letter_has_a_shape)
{
	const char *files[] = {REGULAR, BOLD,
	    FONTS "droid/DroidSansFallbackFull.ttf",
	    FONTS "nanum/NanumGothic.ttf", FONTS "freefont/FreeSerif.ttf",
	    FONTS "ancient-scripts/Symbola_hint.ttf"};
	struct fonts *fonts;
	PangoLayout *layout;

	ck_assert_int_eq(fonts_open(files, 6, &fonts, message,
	    sizeof(message)), RESULT_OK);
	layout = pango_layout_new(fonts_context(fonts));
	for (int bold = 0; bold < 2; bold++) {
		PangoFontDescription *font = fonts_describe(fonts, 9, bold);
		pango_layout_set_font_description(layout, font);
		for (int i = 0; i < SCRIPTS; i++) {
			pango_layout_set_text(layout, scripts[i], -1);
			ck_assert_msg(
			    pango_layout_get_unknown_glyphs_count(layout) == 0,
			    "%s", scripts[i]);
		}
		pango_font_description_free(font);
	}
	/* And what none has is counted. */
	pango_layout_set_text(layout, "\xF4\x8F\xBF\xBD", -1);
	ck_assert_int_eq(pango_layout_get_unknown_glyphs_count(layout), 1);
	g_object_unref(layout);
	fonts_close(fonts);
}
END_TEST

/* Joined, the letter has other shapes than alone. */
START_TEST(arabic_is_joined_and_from_the_right)
{
	const char *files[] = {REGULAR, BOLD};
	PangoFontDescription *font;
	struct fonts *fonts;
	PangoLayout *layout;
	int joined, apart;

	ck_assert_int_eq(fonts_open(files, 2, &fonts, message,
	    sizeof(message)), RESULT_OK);
	layout = pango_layout_new(fonts_context(fonts));
	font = fonts_describe(fonts, 20, false);
	pango_layout_set_font_description(layout, font);
	pango_layout_set_text(layout, "ببب", -1);
	pango_layout_get_size(layout, &joined, NULL);
	pango_layout_set_text(layout, "ب\xE2\x80\x8Cب\xE2\x80\x8Cب", -1);
	pango_layout_get_size(layout, &apart, NULL);
	ck_assert_int_lt(joined, apart);
	ck_assert_int_eq(pango_layout_get_direction(layout, 0),
	    PANGO_DIRECTION_RTL);
	pango_font_description_free(font);
	g_object_unref(layout);
	fonts_close(fonts);
}
END_TEST

/* A child of its own, for nobody leaves a sandbox. */
START_TEST(all_of_it_in_the_sandbox)
{
	int status;
	pid_t child = fork();

	ck_assert_int_ge(child, 0);
	if (child == 0) {
		if (sandbox_enter_alone() != RESULT_OK)
			_exit(2);
		for (int i = 0; i < SCRIPTS; i++) {
			char *bytes = NULL;
			size_t length;
			if (make(scripts[i], 60, &bytes, &length) != RESULT_OK)
				_exit(3);
			free(bytes);
		}
		_exit(0);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
}
END_TEST

/* Takes out the marks of direction that the reader adds: U+202A to U+202E. */
static void
drop_marks(char *text)
{
	char *to = text;

	while (*text != '\0') {
		unsigned char last = strncmp(text, "\xE2\x80", 2) == 0
		    ? (unsigned char)text[2] : 0;
		if (last >= 0xAA && last <= 0xAE)
			text += 3;
		else
			*to++ = *text++;
	}
	*to = '\0';
}

START_TEST(text_is_read_back)
{
	char *said = ask_of(scripts[_i], 1, "pdftotext $1 -");

	drop_marks(said);

	ck_assert_msg(strstr(said, scripts[_i]) != NULL, "\"%s\" in %s",
	    scripts[_i], said);
	free(said);
}
END_TEST

/* ---- Lines, pages, tags ---- */

/* Letters of two and three bytes, longer than a page: none may be broken. */
START_TEST(no_letter_is_broken)
{
	static const char *const letters[] = {"ø", "ب", "世", "W"};
	size_t step = strlen(letters[_i]), count = 12000 / step, found = 0;
	char *text = calloc(count, step + 1), *said;

	for (size_t i = 0; i < count; i++)
		memcpy(text + i * step, letters[_i], step);
	said = ask_of(text, 2, "pdftotext -raw $1 -");
	for (const char *at = said; (at = strstr(at, letters[_i])) != NULL;
	    at += step)
		found++;
	ck_assert_ptr_null(strstr(said, "\xEF\xBF\xBD"));
	ck_assert_uint_ge(found, 2 * count); /* one is in the paragraph */
	free(said);
	free(text);
}
END_TEST

START_TEST(a_row_longer_than_a_page_goes_on)
{
	enum { WORDS = 4000 };
	char *text = calloc(WORDS, 8), *said, word[16];
	size_t length = 0;

	for (int i = 0; i < WORDS; i++)
		length += (size_t)sprintf(text + length, "n%d ", i);
	said = ask_of(text, 1, "pdftotext -raw $1 -");
	for (int i = 0; i < WORDS; i++) {
		snprintf(word, sizeof(word), "n%d", i);
		ck_assert_msg(strstr(said, word) != NULL, "%s", word);
	}
	ck_assert_ptr_nonnull(strstr(said, "Side 3"));
	free(said);
	free(text);
}
END_TEST

START_TEST(cells_of_every_shape)
{
	static char long_word[3001];
	const char *const shapes[] = {"", " ", "   to  ord ", long_word,
	    "en\nlinje", "\t", "a\xCC\x81\xCC\x81", "\xE2\x80\x8F"};
	size_t length;
	char *bytes;

	memset(long_word, 'W', sizeof(long_word) - 1);
	for (size_t i = 0; i < sizeof(shapes) / sizeof(shapes[0]); i++) {
		ck_assert_int_eq(make(shapes[i], 3, &bytes, &length),
		    RESULT_OK);
		free(bytes);
	}
}
END_TEST

START_TEST(no_rows_and_many_pages)
{
	size_t none, many;
	char *bytes, *said;

	ck_assert_int_eq(make("x", 0, &bytes, &none), RESULT_OK);
	free(bytes);
	ck_assert_int_eq(make("x", 500, &bytes, &many), RESULT_OK);
	ck_assert_uint_gt(many, none);
	said = ask(bytes, many, "pdftotext -raw $1 -");
	ck_assert_ptr_nonnull(strstr(said, "Side 9"));
	free(said);
	free(bytes);
}
END_TEST

START_TEST(it_is_tagged)
{
	char *said = ask_of("Læste dokumentet", 60, "pdfinfo -struct $1");

	ck_assert_ptr_nonnull(strstr(said, "Document"));
	ck_assert_ptr_nonnull(strstr(said, "H1"));
	ck_assert_ptr_nonnull(strstr(said, "Table"));
	ck_assert_ptr_nonnull(strstr(said, "TH"));
	ck_assert_ptr_nonnull(strstr(said, "TD"));
	free(said);
	said = ask_of("x", 1, "pdfinfo $1");
	ck_assert_ptr_nonnull(strstr(said, "Title:           Hvem har set"));
	ck_assert_ptr_nonnull(strstr(said, "Tagged:          yes"));
	free(said);
}
END_TEST

START_TEST(a_sheet_that_is_given_up)
{
	struct print_sheet *sheet;
	size_t length;
	char *bytes;

	ck_assert_int_eq(print_begin(print, "x", "Side", &sheet), RESULT_OK);
	print_paragraph(sheet, "x");
	print_cancel(sheet);
	print_cancel(NULL);
	ck_assert_int_eq(make("x", 1, &bytes, &length), RESULT_OK);
	free(bytes);
}
END_TEST

START_TEST(fonts_must_be_fonts)
{
	static const struct {
		const char *regular, *bold, *more, *told;
	} bad[] = {{"/nowhere.ttf", BOLD, "", "/nowhere.ttf: not a font"},
	    {REGULAR, "/etc/hostname", "", "/etc/hostname: not a font"},
	    {REGULAR, BOLD, MORE " /etc/hosts", "/etc/hosts: not a font"},
	    {REGULAR, BOLD, "1 2 3 4 5 6 7", "at most 6 files"}};
	struct print *other = NULL;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		ck_assert_int_eq(print_open(bad[i].regular, bad[i].bold,
		    bad[i].more, &other, message, sizeof(message)),
		    RESULT_BAD_INPUT);
		ck_assert_msg(strstr(message, bad[i].told) != NULL, "%s",
		    message);
		ck_assert_ptr_null(other);
	}
	print_free(NULL);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("print");
	TCase *scripts_case = tcase_create("scripts");
	TCase *pages = tcase_create("pages");
	TCase *files = tcase_create("files");

	tcase_add_checked_fixture(scripts_case, setup, teardown);
	tcase_set_timeout(scripts_case, 60);
	tcase_add_loop_test(scripts_case, text_is_read_back, 0, SCRIPTS);
	tcase_add_test(scripts_case, all_of_it_in_the_sandbox);
	suite_add_tcase(suite, scripts_case);
	tcase_add_checked_fixture(pages, setup, teardown);
	tcase_set_timeout(pages, 60);
	tcase_add_loop_test(pages, no_letter_is_broken, 0, 4);
	tcase_add_test(pages, a_row_longer_than_a_page_goes_on);
	tcase_add_test(pages, cells_of_every_shape);
	tcase_add_test(pages, no_rows_and_many_pages);
	tcase_add_test(pages, it_is_tagged);
	tcase_add_test(pages, a_sheet_that_is_given_up);
	suite_add_tcase(suite, pages);
	tcase_add_test(files, every_letter_has_a_shape);
	tcase_add_test(files, arabic_is_joined_and_from_the_right);
	tcase_add_test(files, fonts_must_be_fonts);
	suite_add_tcase(suite, files);
	return check_run(suite);
}
