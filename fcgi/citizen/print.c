/* SPDX-License-Identifier: EUPL-1.2 */
#include "citizen/print.h"

#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A4 and what is drawn on it, in points. */
#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define MARGIN 42.0
#define BODY_WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define BOTTOM (PAGE_HEIGHT - MARGIN - 16)
#define TITLE_SIZE 17.0
#define TEXT_SIZE 8.5
#define LINE 11.5       /* from one line of text to the next */
#define GAP 6.0         /* between two columns, and around a row */
#define WORD_MOST 400   /* bytes; a longer word is broken */

enum { REGULAR, BOLD, FACES };

struct print {
	FT_Library library;
	FT_Face files[FACES];
	cairo_font_face_t *faces[FACES];
	pthread_mutex_t lock;
};

/* The file under way. */
struct sheet {
	struct print *print;
	const struct print_table *table;
	cairo_surface_t *surface;
	cairo_t *cr;
	double y;  /* where the next line's top is */
	int page;
	char *bytes;
	size_t length, size;
};

/* ---- Fonts ---- */

static enum result
open_face(struct print *print, int face, const char *path, char *ret_message,
    size_t size)
{
	if (FT_New_Face(print->library, path, 0, &print->files[face]) == 0)
		print->faces[face] = cairo_ft_font_face_create_for_ft_face(
		    print->files[face], FT_LOAD_NO_HINTING);
	if (print->faces[face] != NULL && cairo_font_face_status(
	    print->faces[face]) == CAIRO_STATUS_SUCCESS)
		return RESULT_OK;
	snprintf(ret_message, size, "%s: not a font that can be read", path);
	return RESULT_BAD_INPUT;
}

enum result
print_open(const char *regular, const char *bold, struct print **ret_print,
    char *ret_message, size_t size)
{
	struct print *print = calloc(1, sizeof(*print));
	enum result result;

	if (print == NULL)
		return RESULT_TRY_AGAIN;
	pthread_mutex_init(&print->lock, NULL);
	if (FT_Init_FreeType(&print->library) != 0) {
		print->library = NULL;
		result = RESULT_BROKEN;
	} else
		result = open_face(print, REGULAR, regular, ret_message, size);
	if (result == RESULT_OK)
		result = open_face(print, BOLD, bold, ret_message, size);
	if (result != RESULT_OK)
		print_free(print);
	else
		*ret_print = print;
	return result;
}

void
print_free(struct print *print)
{
	if (print == NULL)
		return;
	for (int face = 0; face < FACES; face++) {
		cairo_font_face_destroy(print->faces[face]);
		if (print->files[face] != NULL)
			FT_Done_Face(print->files[face]);
	}
	if (print->library != NULL)
		FT_Done_FreeType(print->library);
	pthread_mutex_destroy(&print->lock);
	free(print);
}

/* ---- Text ---- */

static void
set_font(struct sheet *sheet, int face, double size)
{
	cairo_set_font_face(sheet->cr, sheet->print->faces[face]);
	cairo_set_font_size(sheet->cr, size);
}

static double
measure(struct sheet *sheet, const char *at, size_t length)
{
	char word[WORD_MOST + 1];
	cairo_text_extents_t extents;

	if (length > WORD_MOST)
		length = WORD_MOST;
	memcpy(word, at, length);
	word[length] = '\0';
	cairo_text_extents(sheet->cr, word, &extents);
	return extents.x_advance;
}

/* Length of the character that begins at at: valid UTF-8. */
static size_t
character(const char *at)
{
	size_t length = 1;

	while ((at[length] & 0xC0) == 0x80)
		length++;
	return length;
}

/* How much of a word fits into a line of its own; a character at least. */
static size_t
fit(struct sheet *sheet, const char *at, size_t length, double width)
{
	size_t some = character(at);

	while (some < length) {
		size_t more = some + character(at + some);

		if (more > WORD_MOST || measure(sheet, at, more) > width)
			break;
		some = more;
	}
	return some;
}

/* The first line of a text: its length, and where the next one begins. */
static size_t
take_line(struct sheet *sheet, const char *text, double width,
    const char **ret_next)
{
	double space = measure(sheet, " ", 1), x = 0;
	size_t end = 0;

	for (;;) {
		size_t begin = end + strspn(text + end, " \n");
		size_t length = strcspn(text + begin, " \n");
		double more = (end > 0 ? space : 0) +
		    measure(sheet, text + begin, length);

		if (length == 0) {
			*ret_next = text + begin;
			return end;
		}
		if (x + more > width || length > WORD_MOST) {
			if (end == 0)
				begin = end = fit(sheet, text, length, width);
			*ret_next = text + begin;
			return end;
		}
		x += more;
		end = begin + length;
	}
}

static int
count_lines(struct sheet *sheet, const char *text, double width)
{
	int lines = 0;

	text += strspn(text, " \n");
	while (*text != '\0') {
		if (take_line(sheet, text, width, &text) == 0)
			break;
		lines++;
	}
	return lines;
}

static void
draw_line(struct sheet *sheet, double x, double y, const char *at,
    size_t length)
{
	char *line = strndup(at, length);

	if (line == NULL)
		return;
	cairo_move_to(sheet->cr, x, y);
	cairo_show_text(sheet->cr, line);
	free(line);
}

/* Draws a text from y downwards; says where it ends. */
static double
draw_text(struct sheet *sheet, double x, double y, double width, double step,
    const char *text)
{
	text += strspn(text, " \n");
	while (*text != '\0') {
		const char *next;
		size_t length = take_line(sheet, text, width, &next);

		if (length == 0)
			break;
		y += step;
		/* With the space that the line was broken at: the text layer
		 * would run two words into one. */
		draw_line(sheet, x, y - step * 0.25, text,
		    length + (text[length] == ' '));
		text = next;
	}
	return y;
}

/* ---- The table ---- */

static void
rule(struct sheet *sheet, double y, double grey)
{
	cairo_set_source_rgb(sheet->cr, grey, grey, grey);
	cairo_set_line_width(sheet->cr, 0.5);
	cairo_move_to(sheet->cr, MARGIN, y);
	cairo_line_to(sheet->cr, PAGE_WIDTH - MARGIN, y);
	cairo_stroke(sheet->cr);
	cairo_set_source_rgb(sheet->cr, 0, 0, 0);
}

static double
width_of(const struct print_table *table, int column)
{
	return table->columns[column].share * BODY_WIDTH - GAP;
}

static double
row_height(struct sheet *sheet, const char *const *cells)
{
	int most = 1;

	for (int c = 0; c < sheet->table->column_count; c++) {
		int lines = count_lines(sheet, cells[c],
		    width_of(sheet->table, c));

		if (lines > most)
			most = lines;
	}
	return most * LINE + GAP;
}

static void
draw_row(struct sheet *sheet, const char *const *cells, const char *tag)
{
	double height = row_height(sheet, cells), x = MARGIN;

	cairo_tag_begin(sheet->cr, "TR", NULL);
	for (int c = 0; c < sheet->table->column_count; c++) {
		cairo_tag_begin(sheet->cr, tag, NULL);
		draw_text(sheet, x, sheet->y, width_of(sheet->table, c), LINE,
		    cells[c]);
		cairo_tag_end(sheet->cr, tag);
		x += sheet->table->columns[c].share * BODY_WIDTH;
	}
	cairo_tag_end(sheet->cr, "TR");
	sheet->y += height;
}

static void
begin_table(struct sheet *sheet)
{
	const char *headings[PRINT_COLUMNS_MOST];

	for (int c = 0; c < sheet->table->column_count; c++)
		headings[c] = sheet->table->columns[c].heading;
	cairo_tag_begin(sheet->cr, "Table", NULL);
	set_font(sheet, BOLD, TEXT_SIZE);
	draw_row(sheet, headings, "TH");
	set_font(sheet, REGULAR, TEXT_SIZE);
}

static void
end_page(struct sheet *sheet)
{
	char number[80];

	snprintf(number, sizeof(number), "%s %d", sheet->table->page,
	    sheet->page);
	set_font(sheet, REGULAR, TEXT_SIZE);
	cairo_tag_begin(sheet->cr, "P", NULL);
	draw_line(sheet, MARGIN, PAGE_HEIGHT - MARGIN, number, strlen(number));
	cairo_tag_end(sheet->cr, "P");
	cairo_show_page(sheet->cr);
}

static void
begin_page(struct sheet *sheet)
{
	sheet->page++;
	sheet->y = MARGIN;
}

static void
draw_head(struct sheet *sheet)
{
	const struct print_table *table = sheet->table;

	set_font(sheet, BOLD, TITLE_SIZE);
	cairo_tag_begin(sheet->cr, "H1", NULL);
	sheet->y = draw_text(sheet, MARGIN, sheet->y, BODY_WIDTH,
	    TITLE_SIZE * 1.3, table->title) + GAP;
	cairo_tag_end(sheet->cr, "H1");
	set_font(sheet, REGULAR, TEXT_SIZE + 1);
	for (const char *const *line = table->lines; *line != NULL; line++) {
		cairo_tag_begin(sheet->cr, "P", NULL);
		sheet->y = draw_text(sheet, MARGIN, sheet->y, BODY_WIDTH,
		    LINE + 1, *line);
		cairo_tag_end(sheet->cr, "P");
	}
	sheet->y += 2 * GAP;
}

static enum result
draw(struct sheet *sheet)
{
	const struct print_table *table = sheet->table;
	const char *cells[PRINT_COLUMNS_MOST];

	begin_page(sheet);
	draw_head(sheet);
	begin_table(sheet);
	for (int r = 0; r < table->rows; r++) {
		if (!table->cells(table->own, r, cells))
			return RESULT_TRY_AGAIN;
		if (sheet->y + row_height(sheet, cells) > BOTTOM) {
			cairo_tag_end(sheet->cr, "Table");
			end_page(sheet);
			begin_page(sheet);
			begin_table(sheet);
		}
		rule(sheet, sheet->y - GAP * 0.4, 0.7);
		draw_row(sheet, cells, "TD");
	}
	cairo_tag_end(sheet->cr, "Table");
	end_page(sheet);
	return RESULT_OK;
}

/* ---- The file ---- */

static cairo_status_t
keep(void *own, const unsigned char *at, unsigned int length)
{
	struct sheet *sheet = own;

	if (sheet->length + length > PRINT_BYTES_MOST)
		return CAIRO_STATUS_WRITE_ERROR;
	if (sheet->length + length > sheet->size) {
		size_t size = 2 * (sheet->length + length);
		char *more = realloc(sheet->bytes, size);

		if (more == NULL)
			return CAIRO_STATUS_NO_MEMORY;
		sheet->bytes = more;
		sheet->size = size;
	}
	memcpy(sheet->bytes + sheet->length, at, length);
	sheet->length += length;
	return CAIRO_STATUS_SUCCESS;
}

/* What cairo noted on the way; the first failure stays. */
static enum result
judge(struct sheet *sheet)
{
	cairo_status_t status = cairo_status(sheet->cr);

	if (status == CAIRO_STATUS_SUCCESS)
		status = cairo_surface_status(sheet->surface);
	switch (status) {
	case CAIRO_STATUS_SUCCESS:
		return RESULT_OK;
	case CAIRO_STATUS_NO_MEMORY:
		return RESULT_TRY_AGAIN;
	case CAIRO_STATUS_WRITE_ERROR:
		return RESULT_TOO_BIG;
	default:
		return RESULT_BROKEN;
	}
}

static enum result
make(struct sheet *sheet)
{
	enum result result, noted;

	sheet->surface = cairo_pdf_surface_create_for_stream(keep, sheet,
	    PAGE_WIDTH, PAGE_HEIGHT);
	cairo_pdf_surface_set_metadata(sheet->surface,
	    CAIRO_PDF_METADATA_TITLE, sheet->table->title);
	sheet->cr = cairo_create(sheet->surface);
	result = draw(sheet);
	cairo_surface_finish(sheet->surface);
	noted = judge(sheet);
	cairo_destroy(sheet->cr);
	cairo_surface_destroy(sheet->surface);
	return result != RESULT_OK ? result : noted;
}

enum result
print_pdf(struct print *print, const struct print_table *table,
    char **ret_bytes, size_t *ret_length)
{
	struct sheet sheet = {.print = print, .table = table};
	enum result result;

	pthread_mutex_lock(&print->lock);
	result = make(&sheet);
	pthread_mutex_unlock(&print->lock);
	if (result != RESULT_OK) {
		free(sheet.bytes);
		return result;
	}
	*ret_bytes = sheet.bytes;
	*ret_length = sheet.length;
	return RESULT_OK;
}
