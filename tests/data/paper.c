/* SPDX-License-Identifier: EUPL-1.2 */
#include <pango/pangocairo.h>
#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "calendar.h"
#include "paper.h"

/* A4 in points, and where the text stands. */
#define WIDTH 595.276
#define HEIGHT 841.89
#define LEFT 71.0
#define RIGHT 71.0
#define TOP 120.0
#define BOTTOM 770.0

struct sheet {
	const struct paper *paper;
	cairo_t *cr;
	bool dry; /* count the pages only */
	double y;
	int page, pages;
};

static PangoLayout *
layout_new(struct sheet *sheet, const char *font, double indent,
    const char *text, size_t length)
{
	PangoLayout *layout = pango_cairo_create_layout(sheet->cr);
	PangoFontDescription *description =
	    pango_font_description_from_string(font);

	pango_layout_set_font_description(layout, description);
	pango_font_description_free(description);
	pango_layout_set_width(layout,
	    (int)((WIDTH - LEFT - RIGHT - indent) * PANGO_SCALE));
	pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR);
	pango_layout_set_line_spacing(layout, 1.25f);
	pango_layout_set_text(layout, text, (int)length);
	return layout;
}

static void
draw_once(struct sheet *sheet, const char *font, double x, double y,
    const char *text)
{
	PangoLayout *layout = layout_new(sheet, font, 0, text, strlen(text));

	if (!sheet->dry) {
		cairo_move_to(sheet->cr, x, y);
		pango_cairo_show_layout(sheet->cr, layout);
	}
	g_object_unref(layout);
}

/* The invented municipality's mark: an oak on a field. */
static void
draw_mark(cairo_t *cr)
{
	cairo_set_source_rgb(cr, 0.13, 0.36, 0.26);
	cairo_arc(cr, LEFT + 14, 52, 14, 0, 6.2832);
	cairo_fill(cr);
	cairo_rectangle(cr, LEFT + 11.5, 62, 5, 16);
	cairo_fill(cr);
	cairo_rectangle(cr, LEFT, 77, 28, 2);
	cairo_fill(cr);
	cairo_set_source_rgb(cr, 0, 0, 0);
}

static void
draw_draft_mark(cairo_t *cr)
{
	cairo_save(cr);
	cairo_set_source_rgb(cr, 0.88, 0.88, 0.88);
	cairo_move_to(cr, 130, 640);
	cairo_rotate(cr, -0.9);
	cairo_select_font_face(cr, "DejaVu Sans", CAIRO_FONT_SLANT_NORMAL,
	    CAIRO_FONT_WEIGHT_BOLD);
	cairo_set_font_size(cr, 110);
	cairo_show_text(cr, "UDKAST");
	cairo_new_path(cr);
	cairo_restore(cr);
}

static void
begin_page(struct sheet *sheet)
{
	char line[512], date[32];

	sheet->page++;
	sheet->y = TOP;
	if (sheet->dry)
		return;
	if (sheet->paper->draft)
		draw_draft_mark(sheet->cr);
	draw_mark(sheet->cr);
	draw_once(sheet, "DejaVu Serif Bold 13", LEFT + 40, 44,
	    "Egeskov Kommune");
	draw_once(sheet, "DejaVu Sans 9", LEFT + 40, 64, sheet->paper->unit);
	calendar_danish(sheet->paper->days, date);
	draw_once(sheet, "DejaVu Sans 9", WIDTH - RIGHT - 110, 64, date);
	snprintf(line, sizeof(line), "%s · %s", sheet->paper->kind,
	    sheet->paper->case_title);
	draw_once(sheet, "DejaVu Sans 8", LEFT, 797, line);
	snprintf(line, sizeof(line), "Side %d af %d", sheet->page,
	    sheet->pages);
	draw_once(sheet, "DejaVu Sans 8", WIDTH - RIGHT - 60, 797, line);
}

static void
next_page(struct sheet *sheet)
{
	if (!sheet->dry)
		cairo_show_page(sheet->cr);
	begin_page(sheet);
}

/* Draws a block line by line, over as many pages as it takes. */
static void
draw_block(struct sheet *sheet, const char *tag, const char *font,
    double indent, const char *text, size_t length, double after)
{
	PangoLayout *layout = layout_new(sheet, font, indent, text, length);
	PangoLayoutIter *iter;

	if (sheet->y + 40 > BOTTOM && tag[0] == 'H')
		next_page(sheet);
	if (!sheet->dry)
		cairo_tag_begin(sheet->cr, tag, NULL);
	iter = pango_layout_get_iter(layout);
	do {
		PangoRectangle box;
		double height, ascent;

		pango_layout_iter_get_line_extents(iter, NULL, &box);
		height = (double)box.height / PANGO_SCALE;
		ascent = (double)(pango_layout_iter_get_baseline(iter) - box.y) /
		    PANGO_SCALE;
		if (sheet->y + height > BOTTOM)
			next_page(sheet);
		if (!sheet->dry) {
			cairo_move_to(sheet->cr, LEFT + indent,
			    sheet->y + ascent);
			pango_cairo_show_layout_line(sheet->cr,
			    pango_layout_iter_get_line_readonly(iter));
		}
		sheet->y += height;
	} while (pango_layout_iter_next_line(iter));
	pango_layout_iter_free(iter);
	if (!sheet->dry)
		cairo_tag_end(sheet->cr, tag);
	sheet->y += after;
	g_object_unref(layout);
}

/* Each line is a heading, an item or a paragraph; empty lines are air. */
static void
draw_text(struct sheet *sheet, const char *text)
{
	while (*text != '\0') {
		size_t length = strcspn(text, "\n");

		if (strncmp(text, "## ", 3) == 0) {
			sheet->y += 8;
			draw_block(sheet, "H2", "DejaVu Sans Bold 11", 0,
			    text + 3, length - 3, 4);
		} else if (strncmp(text, "- ", 2) == 0) {
			if (sheet->y + 16 > BOTTOM)
				next_page(sheet);
			draw_once(sheet, "DejaVu Sans 10", LEFT + 2, sheet->y,
			    "–");
			draw_block(sheet, "P", "DejaVu Sans 10", 14, text + 2,
			    length - 2, 4);
		} else if (length > 0)
			draw_block(sheet, "P", "DejaVu Sans 10", 0, text,
			    length, 9);
		text += length;
		text += *text == '\n';
	}
}

static void
draw_address(struct sheet *sheet)
{
	const struct paper *paper = sheet->paper;
	char address[256];

	if (paper->name == NULL)
		return;
	snprintf(address, sizeof(address), "%s\n%s", paper->name,
	    paper->address);
	draw_block(sheet, "P", "DejaVu Sans 10", 0, address, strlen(address),
	    28);
}

static void
draw_paper(struct sheet *sheet)
{
	begin_page(sheet);
	draw_address(sheet);
	draw_block(sheet, "H1", "DejaVu Serif Bold 16", 0, sheet->paper->title,
	    strlen(sheet->paper->title), 12);
	draw_text(sheet, sheet->paper->text);
}

static void
describe(cairo_surface_t *surface, const struct paper *paper)
{
	char date[11], stamp[32];

	calendar_iso(paper->days, date);
	snprintf(stamp, sizeof(stamp), "%sT10:00:00Z", date);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE,
	    paper->title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_AUTHOR,
	    "Egeskov Kommune");
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT,
	    paper->case_title);
	cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE,
	    stamp);
}

static void
finish(const char *path, struct sheet *sheet, cairo_surface_t *surface)
{
	cairo_show_page(sheet->cr);
	cairo_destroy(sheet->cr);
	cairo_surface_finish(surface);
	if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
		fprintf(stderr, "minsag-demo: %s: %s\n", path,
		    cairo_status_to_string(cairo_surface_status(surface)));
		exit(1);
	}
	cairo_surface_destroy(surface);
}

int
paper_write(const char *path, const struct paper *paper)
{
	cairo_surface_t *surface = cairo_pdf_surface_create(path, WIDTH,
	    HEIGHT);
	struct sheet sheet = {.paper = paper, .cr = cairo_create(surface),
	    .dry = true};

	describe(surface, paper);
	draw_paper(&sheet);
	sheet.pages = sheet.page;
	sheet.page = 0;
	sheet.dry = false;
	draw_paper(&sheet);
	finish(path, &sheet, surface);
	return sheet.pages;
}

void
paper_write_book(const char *path, const struct paper *paper,
    char *const *texts, const int32_t *days, int count)
{
	cairo_surface_t *surface = cairo_pdf_surface_create(path, WIDTH,
	    HEIGHT);
	struct sheet sheet = {.paper = paper, .cr = cairo_create(surface),
	    .pages = count};

	describe(surface, paper);
	for (int i = 0; i < count; i++) {
		char heading[64], date[32];

		if (i > 0)
			cairo_show_page(sheet.cr);
		begin_page(&sheet);
		if (i == 0)
			draw_block(&sheet, "H1", "DejaVu Serif Bold 16", 0,
			    paper->title, strlen(paper->title), 12);
		calendar_danish(days[i], date);
		snprintf(heading, sizeof(heading), "Journal, %s", date);
		draw_block(&sheet, "H2", "DejaVu Sans Bold 11", 0, heading,
		    strlen(heading), 4);
		draw_text(&sheet, texts[i]);
		if (sheet.page != i + 1) {
			fprintf(stderr, "minsag-demo: a page of %s is too "
			    "long\n", path);
			exit(1);
		}
	}
	finish(path, &sheet, surface);
}
