/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/print.h"

#include <cairo-pdf.h>
#include <malloc.h>
#include <pango/pangocairo.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "print/fonts.h"

/* A4 and what is drawn on it, in points. */
#define PAGE_WIDTH 595.28
#define PAGE_HEIGHT 841.89
#define MARGIN 42.0
#define BODY_WIDTH (PAGE_WIDTH - 2 * MARGIN)
#define BOTTOM (PAGE_HEIGHT - MARGIN - 16)
#define TITLE_SIZE 17.0
#define TEXT_SIZE 9.5
#define CELL_SIZE 8.5
#define LINE_SPACING 1.3F
#define GAP 6.0         /* between two columns, and around a row */
#define PATH_MOST 4096
#define CLUSTER_MOST 32 /* glyphs of what is read as one letter */

enum style { TITLE, TEXT, CELL, CELL_BOLD, STYLES };

struct print {
	struct fonts *fonts;
	PangoFontDescription *styles[STYLES];
	pthread_mutex_t lock;
};

/* A text of its own width, of which lines may be on the page already. */
struct column {
	PangoLayout *layout;
	bool set;
	enum style style;
	double x, width;
	int drawn; /* lines */
};

struct print_sheet {
	struct print *print;
	const char *page_word;
	cairo_surface_t *surface;
	cairo_t *cr;
	struct column columns[PRINT_COLUMNS_MOST]; /* the first: a paragraph, too */
	struct column heads[PRINT_COLUMNS_MOST];   /* the first: the foot, too */
	const struct print_column *table; /* NULL: in none */
	int count;
	double y;   /* where the next line's top is */
	double top; /* where the first row of this page begins */
	int page;
	char *bytes;
	size_t length, size;
};

/* ---- Fonts ---- */

/* The files of a list, cut out of a copy of it; false when they are too many. */
static bool
split(char *list, const char **files, int *count)
{
	char *rest = NULL;

	for (char *file = strtok_r(list, " ", &rest); file != NULL;
	    file = strtok_r(NULL, " ", &rest)) {
		if (*count == FONTS_FILES_MOST)
			return false;
		files[(*count)++] = file;
	}
	return true;
}

enum result
print_open(const char *regular, const char *bold, const char *more,
    struct print **ret_print, char *ret_message, size_t size)
{
	const char *files[FONTS_FILES_MOST] = {regular, bold};
	char list[PATH_MOST];
	int count = 2;
	struct print *print;
	enum result result;

	snprintf(list, sizeof(list), "%s", more);
	if (strlen(more) >= sizeof(list) || !split(list, files, &count)) {
		snprintf(ret_message, size, "print_font_more: at most %d files",
		    FONTS_FILES_MOST - 2);
		return RESULT_BAD_INPUT;
	}
	print = calloc(1, sizeof(*print));
	if (print == NULL)
		return RESULT_TRY_AGAIN;
	pthread_mutex_init(&print->lock, NULL);
	result = fonts_open(files, count, &print->fonts, ret_message, size);
	if (result != RESULT_OK) {
		print_free(print);
		return result;
	}
	print->styles[TITLE] = fonts_describe(print->fonts, TITLE_SIZE, true);
	print->styles[TEXT] = fonts_describe(print->fonts, TEXT_SIZE, false);
	print->styles[CELL] = fonts_describe(print->fonts, CELL_SIZE, false);
	print->styles[CELL_BOLD] = fonts_describe(print->fonts, CELL_SIZE,
	    true);
	*ret_print = print;
	return RESULT_OK;
}

void
print_free(struct print *print)
{
	if (print == NULL)
		return;
	for (int style = 0; style < STYLES; style++)
		if (print->styles[style] != NULL)
			pango_font_description_free(print->styles[style]);
	fonts_close(print->fonts);
	pthread_mutex_destroy(&print->lock);
	free(print);
}

/* ---- Lines ---- */

/* A column often has the same text again, and then nothing is laid out anew. */
static void
set_text(struct print_sheet *sheet, struct column *column, enum style style,
    double x, double width, const char *text)
{
	column->drawn = 0;
	column->x = x;
	if (column->set && column->style == style && column->width == width &&
	    strcmp(pango_layout_get_text(column->layout), text) == 0)
		return;
	column->set = true;
	column->style = style;
	column->width = width;
	pango_layout_set_font_description(column->layout,
	    sheet->print->styles[style]);
	pango_layout_set_width(column->layout, (int)(width * PANGO_SCALE));
	pango_layout_set_text(column->layout, text, -1);
}

static double
height_of(const struct print_sheet *sheet, int columns)
{
	double most = 0;
	int height;

	for (int c = 0; c < columns; c++) {
		pango_layout_get_size(sheet->columns[c].layout, NULL, &height);
		if (height > most * PANGO_SCALE)
			most = (double)height / PANGO_SCALE;
	}
	return most;
}

/*
 * Shows the letters of a run that is read from the right one by one, from the
 * left: that is the order which readers of PDF expect when they put words
 * together. Pango would show them in the order of reading.
 */
static void
draw_from_left(cairo_t *cr, const char *text, PangoGlyphItem *run, double x,
    double y)
{
	const PangoGlyphInfo *glyphs = run->glyphs->glyphs;
	PangoGlyphItemIter at;

	cairo_set_scaled_font(cr, pango_cairo_font_get_scaled_font(
	    PANGO_CAIRO_FONT(run->item->analysis.font)));
	for (bool more = pango_glyph_item_iter_init_end(&at, run, text); more;
	    more = pango_glyph_item_iter_prev_cluster(&at)) {
		cairo_glyph_t shown[CLUSTER_MOST];
		cairo_text_cluster_t cluster = {
		    at.end_index - at.start_index, 0};

		for (int g = at.end_glyph + 1; g <= at.start_glyph; g++) {
			const PangoGlyphGeometry *place = &glyphs[g].geometry;
			if (cluster.num_glyphs < CLUSTER_MOST &&
			    glyphs[g].glyph != PANGO_GLYPH_EMPTY)
				shown[cluster.num_glyphs++] = (cairo_glyph_t){
				    glyphs[g].glyph,
				    x + pango_units_to_double(place->x_offset),
				    y + pango_units_to_double(place->y_offset)};
			x += pango_units_to_double(place->width);
		}
		if (cluster.num_glyphs > 0)
			cairo_show_text_glyphs(cr, text + at.start_index,
			    cluster.num_bytes, shown, cluster.num_glyphs,
			    &cluster, 1, 0);
	}
}

static bool
is_whole(const PangoGlyphItem *run)
{
	for (int g = 0; g < run->glyphs->num_glyphs; g++)
		if ((run->glyphs->glyphs[g].glyph &
			PANGO_GLYPH_UNKNOWN_FLAG) != 0)
			return false;
	return true;
}

/* A line where Pango put it: from the right, when it is read from there. */
static void
draw_line(struct print_sheet *sheet, const struct column *column,
    PangoLayoutIter *line, double top)
{
	const char *text = pango_layout_get_text(column->layout);
	PangoRectangle extents;
	double at_x, at_y;
	int y;

	pango_layout_iter_get_line_extents(line, NULL, &extents);
	pango_layout_iter_get_line_yrange(line, &y, NULL);
	at_x = column->x + pango_units_to_double(extents.x);
	at_y = top + pango_units_to_double(
	    pango_layout_iter_get_baseline(line) - y);
	for (GSList *each = pango_layout_iter_get_line_readonly(line)->runs;
	    each != NULL; each = each->next) {
		PangoGlyphItem *run = each->data;

		cairo_move_to(sheet->cr, at_x, at_y);
		if ((run->item->analysis.level & 1) != 0 && is_whole(run))
			draw_from_left(sheet->cr, text, run, at_x, at_y);
		else
			pango_cairo_show_glyph_item(sheet->cr, text, run);
		at_x += pango_units_to_double(
		    pango_glyph_string_get_width(run->glyphs));
	}
}

/*
 * Draws what of a column is not drawn yet and fits on this page; the first line
 * of a page always does. Says where it ends.
 */
static double
draw_column(struct print_sheet *sheet, struct column *column, bool first)
{
	PangoLayoutIter *line = pango_layout_get_iter(column->layout);
	double y = sheet->y;
	int at = 0;

	do {
		int from, to;
		double height;

		if (at++ < column->drawn)
			continue;
		pango_layout_iter_get_line_yrange(line, &from, &to);
		height = (double)(to - from) / PANGO_SCALE;
		if (y + height > BOTTOM && !first)
			break;
		draw_line(sheet, column, line, y);
		column->drawn++;
		y += height;
		first = false;
	} while (pango_layout_iter_next_line(line));
	pango_layout_iter_free(line);
	return y;
}

static bool
is_drawn(const struct print_sheet *sheet, int columns)
{
	for (int c = 0; c < columns; c++)
		if (sheet->columns[c].drawn <
		    pango_layout_get_line_count(sheet->columns[c].layout))
			return false;
	return true;
}

/* ---- Pages ---- */

static void
begin_page(struct print_sheet *sheet)
{
	sheet->page++;
	sheet->y = MARGIN;
}

static void
end_page(struct print_sheet *sheet)
{
	char number[80];

	snprintf(number, sizeof(number), "%s %d", sheet->page_word,
	    sheet->page);
	set_text(sheet, &sheet->heads[0], CELL, MARGIN, BODY_WIDTH, number);
	sheet->y = PAGE_HEIGHT - MARGIN - CELL_SIZE;
	cairo_tag_begin(sheet->cr, "P", NULL);
	draw_column(sheet, &sheet->heads[0], true);
	cairo_tag_end(sheet->cr, "P");
	cairo_show_page(sheet->cr);
}

/* ---- Paragraphs ---- */

static void
print_text(struct print_sheet *sheet, enum style style, const char *tag,
    const char *text)
{
	bool first = false;

	set_text(sheet, &sheet->columns[0], style, MARGIN, BODY_WIDTH, text);
	for (;; first = true) {
		cairo_tag_begin(sheet->cr, tag, NULL);
		sheet->y = draw_column(sheet, &sheet->columns[0], first);
		cairo_tag_end(sheet->cr, tag);
		if (is_drawn(sheet, 1))
			return;
		end_page(sheet);
		begin_page(sheet);
	}
}

void
print_heading(struct print_sheet *sheet, const char *text)
{
	print_text(sheet, TITLE, "H1", text);
	sheet->y += GAP;
}

void
print_paragraph(struct print_sheet *sheet, const char *text)
{
	print_text(sheet, TEXT, "P", text);
	sheet->y += GAP / 2;
}

/* ---- Tables ---- */

static void
rule(struct print_sheet *sheet, double grey)
{
	double y = sheet->y - GAP * 0.4;

	cairo_set_source_rgb(sheet->cr, grey, grey, grey);
	cairo_set_line_width(sheet->cr, 0.5);
	cairo_move_to(sheet->cr, MARGIN, y);
	cairo_line_to(sheet->cr, PAGE_WIDTH - MARGIN, y);
	cairo_stroke(sheet->cr);
	cairo_set_source_rgb(sheet->cr, 0, 0, 0);
}

static void
set_cells(struct print_sheet *sheet, struct column *columns,
    enum style style, const char *const *cells)
{
	double x = MARGIN;

	for (int c = 0; c < sheet->count; c++) {
		double width = sheet->table[c].share * BODY_WIDTH;

		set_text(sheet, &columns[c], style, x, width - GAP, cells[c]);
		x += width;
	}
}

/* As much of the row as fits on the page, a line at least. */
static void
draw_cells(struct print_sheet *sheet, struct column *columns,
    const char *tag)
{
	double end = sheet->y;

	cairo_tag_begin(sheet->cr, "TR", NULL);
	for (int c = 0; c < sheet->count; c++) {
		double bottom;

		cairo_tag_begin(sheet->cr, tag, NULL);
		bottom = draw_column(sheet, &columns[c], true);
		cairo_tag_end(sheet->cr, tag);
		if (bottom > end)
			end = bottom;
	}
	cairo_tag_end(sheet->cr, "TR");
	sheet->y = end + GAP;
}

static void
draw_headings(struct print_sheet *sheet)
{
	const char *headings[PRINT_COLUMNS_MOST];

	for (int c = 0; c < sheet->count; c++)
		headings[c] = sheet->table[c].heading;
	cairo_tag_begin(sheet->cr, "Table", NULL);
	set_cells(sheet, sheet->heads, CELL_BOLD, headings);
	draw_cells(sheet, sheet->heads, "TH");
	sheet->top = sheet->y;
}

void
print_table_begin(struct print_sheet *sheet,
    const struct print_column *columns, int count)
{
	sheet->table = columns;
	sheet->count = count;
	sheet->y += GAP;
	draw_headings(sheet);
}

static void
next_page(struct print_sheet *sheet)
{
	cairo_tag_end(sheet->cr, "Table");
	end_page(sheet);
	begin_page(sheet);
	draw_headings(sheet);
}

/* A row goes to the next page whole, unless it is longer than a page. */
void
print_row(struct print_sheet *sheet, const char *const *cells)
{
	set_cells(sheet, sheet->columns, CELL, cells);
	if (sheet->y + height_of(sheet, sheet->count) > BOTTOM &&
	    sheet->y > sheet->top)
		next_page(sheet);
	rule(sheet, 0.7);
	draw_cells(sheet, sheet->columns, "TD");
	while (!is_drawn(sheet, sheet->count)) {
		next_page(sheet);
		draw_cells(sheet, sheet->columns, "TD");
	}
}

void
print_table_end(struct print_sheet *sheet)
{
	cairo_tag_end(sheet->cr, "Table");
	sheet->table = NULL;
}

/* ---- The file ---- */

static cairo_status_t
keep(void *own, const unsigned char *at, unsigned int length)
{
	struct print_sheet *sheet = own;

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
judge(struct print_sheet *sheet)
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

static void
make_layouts(struct column *columns, PangoContext *context)
{
	PangoAttrList *attributes = pango_attr_list_new();

	/* Where a word without end is broken nothing is added to it. */
	pango_attr_list_insert(attributes,
	    pango_attr_insert_hyphens_new(FALSE));
	for (int c = 0; c < PRINT_COLUMNS_MOST; c++) {
		PangoLayout *layout = pango_layout_new(context);

		pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
		pango_layout_set_line_spacing(layout, LINE_SPACING);
		pango_layout_set_attributes(layout, attributes);
		columns[c].layout = layout;
	}
	pango_attr_list_unref(attributes);
}

enum result
print_begin(struct print *print, const char *title, const char *page,
    struct print_sheet **ret_sheet)
{
	struct print_sheet *sheet = calloc(1, sizeof(*sheet));
	PangoContext *context = fonts_context(print->fonts);

	if (sheet == NULL)
		return RESULT_TRY_AGAIN;
	pthread_mutex_lock(&print->lock);
	sheet->print = print;
	sheet->page_word = page;
	sheet->surface = cairo_pdf_surface_create_for_stream(keep, sheet,
	    PAGE_WIDTH, PAGE_HEIGHT);
	cairo_pdf_surface_set_metadata(sheet->surface,
	    CAIRO_PDF_METADATA_TITLE, title);
	sheet->cr = cairo_create(sheet->surface);
	pango_cairo_update_context(sheet->cr, context);
	make_layouts(sheet->columns, context);
	make_layouts(sheet->heads, context);
	cairo_tag_begin(sheet->cr, "Document", NULL);
	begin_page(sheet);
	*ret_sheet = sheet;
	return RESULT_OK;
}

/* Frees all but the bytes. */
static enum result
end_take(struct print_sheet *sheet)
{
	struct print *print = sheet->print;
	enum result result;

	cairo_surface_finish(sheet->surface);
	result = judge(sheet);
	for (int c = 0; c < PRINT_COLUMNS_MOST; c++) {
		g_object_unref(sheet->columns[c].layout);
		g_object_unref(sheet->heads[c].layout);
	}
	cairo_destroy(sheet->cr);
	cairo_surface_destroy(sheet->surface);
	/* A long list took megabytes, in pieces; they go back to the system. */
	malloc_trim(0);
	pthread_mutex_unlock(&print->lock);
	return result;
}

enum result
print_end_take(struct print_sheet *sheet, char **ret_bytes,
    size_t *ret_length)
{
	enum result result;

	end_page(sheet);
	cairo_tag_end(sheet->cr, "Document");
	result = end_take(sheet);
	if (result == RESULT_OK) {
		*ret_bytes = sheet->bytes;
		*ret_length = sheet->length;
	} else {
		free(sheet->bytes);
	}
	free(sheet);
	return result;
}

void
print_cancel(struct print_sheet *sheet)
{
	if (sheet == NULL)
		return;
	(void)end_take(sheet);
	free(sheet->bytes);
	free(sheet);
}
