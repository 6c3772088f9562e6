/* SPDX-License-Identifier: EUPL-1.2 */
#include <cairo.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <jpeglib.h>

#include "chance.h"
#include "picture.h"

#define WIDTH 1200
#define HEIGHT 900

static void
box(cairo_t *cr, double shade, double x, double y, double w, double h)
{
	cairo_set_source_rgb(cr, shade, shade * 0.95, shade * 0.86);
	cairo_rectangle(cr, x, y, w, h);
	cairo_fill(cr);
}

/* A wall that is lighter at the window and a floor of boards. */
static void
draw_room(cairo_t *cr)
{
	cairo_pattern_t *light = cairo_pattern_create_linear(0, 0, WIDTH, 0);

	cairo_pattern_add_color_stop_rgb(light, 0, 0.93, 0.91, 0.85);
	cairo_pattern_add_color_stop_rgb(light, 1, 0.70, 0.69, 0.66);
	cairo_set_source(cr, light);
	cairo_paint(cr);
	cairo_pattern_destroy(light);
	for (int i = 0; i < 12; i++)
		box(cr, 0.46 + 0.03 * (i % 3), i * 100.0, 690, 98, 210);
}

static void
draw_stairs(cairo_t *cr)
{
	draw_room(cr);
	for (int i = 0; i < 10; i++) {
		box(cr, 0.58 - 0.02 * i, 180 + i * 84.0, 690 - i * 62.0,
		    1000 - i * 84.0, 22);
		box(cr, 0.40 - 0.01 * i, 180 + i * 84.0, 712 - i * 62.0,
		    1000 - i * 84.0, 42);
	}
}

static void
draw_bath(cairo_t *cr)
{
	draw_room(cr);
	for (int y = 0; y < 7; y++)
		for (int x = 0; x < 12; x++)
			box(cr, 0.88 + 0.01 * ((x * 7 + y * 3) % 5),
			    x * 100.0 + 2, y * 98.0 + 2, 96, 94);
	box(cr, 0.97, 120, 480, 560, 210);
	box(cr, 0.85, 150, 510, 500, 60);
	cairo_set_source_rgb(cr, 0.55, 0.57, 0.60);
	cairo_set_line_width(cr, 14);
	cairo_move_to(cr, 230, 480);
	cairo_line_to(cr, 230, 300);
	cairo_line_to(cr, 300, 300);
	cairo_stroke(cr);
}

static void
draw_door(cairo_t *cr)
{
	draw_room(cr);
	box(cr, 0.35, 420, 120, 320, 600);
	box(cr, 0.62, 440, 140, 280, 560);
	box(cr, 0.48, 400, 690, 360, 34);
	cairo_set_source_rgb(cr, 0.8, 0.7, 0.3);
	cairo_arc(cr, 690, 430, 14, 0, 6.2832);
	cairo_fill(cr);
	cairo_set_source_rgb(cr, 0.7, 0.1, 0.1);
	cairo_set_line_width(cr, 5);
	cairo_move_to(cr, 440, 760);
	cairo_line_to(cr, 720, 760);
	cairo_stroke(cr);
}

static void
draw_chair(cairo_t *cr)
{
	draw_room(cr);
	box(cr, 0.22, 480, 220, 240, 300);
	box(cr, 0.28, 440, 510, 330, 60);
	box(cr, 0.15, 590, 570, 30, 150);
	box(cr, 0.15, 460, 715, 290, 22);
	box(cr, 0.72, 800, 380, 330, 26);
	box(cr, 0.50, 830, 406, 24, 330);
}

static void
draw_receipt(cairo_t *cr)
{
	static const char *const lines[] = {"FLYTTEFIRMAET GLAD", "Kvittering",
	    "", "Flytning, 4 timer     2.400,00", "Kasser, 20 stk.         300,00",
	    "Moms                    675,00", "", "I alt                 3.375,00",
	    "", "Betalt. Tak for i dag!"};

	cairo_set_source_rgb(cr, 0.38, 0.28, 0.20);
	cairo_paint(cr);
	cairo_save(cr);
	cairo_rotate(cr, 0.03);
	box(cr, 0.98, 320, 40, 560, 780);
	cairo_set_source_rgb(cr, 0.15, 0.15, 0.17);
	cairo_select_font_face(cr, "DejaVu Sans Mono",
	    CAIRO_FONT_SLANT_NORMAL, CAIRO_FONT_WEIGHT_NORMAL);
	cairo_set_font_size(cr, 26);
	for (int i = 0; i < 10; i++) {
		cairo_move_to(cr, 350, 120 + i * 62.0);
		cairo_show_text(cr, lines[i]);
	}
	cairo_restore(cr);
}

static void
draw_portrait(cairo_t *cr)
{
	cairo_set_source_rgb(cr, 0.82, 0.86, 0.90);
	cairo_paint(cr);
	cairo_set_source_rgb(cr, 0.20, 0.28, 0.42);
	cairo_arc(cr, 600, 980, 360, 3.1416, 6.2832);
	cairo_fill(cr);
	cairo_set_source_rgb(cr, 0.86, 0.72, 0.62);
	cairo_save(cr);
	cairo_translate(cr, 600, 400);
	cairo_scale(cr, 150, 200);
	cairo_arc(cr, 0, 0, 1, 0, 6.2832);
	cairo_restore(cr);
	cairo_fill(cr);
	cairo_set_source_rgb(cr, 0.30, 0.20, 0.14);
	cairo_arc(cr, 600, 330, 165, 3.1416, 6.2832);
	cairo_fill(cr);
}

static const struct {
	const char *name;
	void (*draw)(cairo_t *cr);
} pictures[] = {
	{"stairs", draw_stairs},
	{"bath", draw_bath},
	{"door", draw_door},
	{"chair", draw_chair},
	{"receipt", draw_receipt},
	{"portrait", draw_portrait},
};

static cairo_surface_t *
draw(const char *name)
{
	cairo_surface_t *surface = cairo_image_surface_create(
	    CAIRO_FORMAT_RGB24, WIDTH, HEIGHT);
	cairo_t *cr = cairo_create(surface);

	for (size_t i = 0; i < sizeof(pictures) / sizeof(pictures[0]); i++)
		if (name != NULL && strcmp(pictures[i].name, name) == 0) {
			pictures[i].draw(cr);
			cairo_destroy(cr);
			cairo_surface_flush(surface);
			return surface;
		}
	fprintf(stderr, "minsag-demo: no picture %s\n", name ? name : "");
	exit(1);
}

void
picture_write_png(const char *path, const char *name)
{
	cairo_surface_t *surface = draw(name);

	if (cairo_surface_write_to_png(surface, path) != CAIRO_STATUS_SUCCESS) {
		perror(path);
		exit(1);
	}
	cairo_surface_destroy(surface);
}

/* One row of pixels to red, green, blue, with grain. */
static void
grain_row(const uint32_t *pixels, unsigned char *row, struct chance *chance)
{
	for (int x = 0; x < WIDTH; x++) {
		int noise = (int)chance_below(chance, 15) - 7;

		for (int i = 0; i < 3; i++) {
			int value = (int)(pixels[x] >> (16 - 8 * i) & 0xff) +
			    noise;

			row[x * 3 + i] = (unsigned char)(value < 0 ? 0 :
			    value > 255 ? 255 : value);
		}
	}
}

void
picture_write_jpeg(const char *path, const char *name)
{
	cairo_surface_t *surface = draw(name);
	const unsigned char *data = cairo_image_surface_get_data(surface);
	int stride = cairo_image_surface_get_stride(surface);
	struct chance chance = chance_from(name);
	struct jpeg_compress_struct jpeg;
	struct jpeg_error_mgr error;
	unsigned char row[WIDTH * 3], *rows[1] = {row};
	FILE *file = fopen(path, "wb");

	if (file == NULL) {
		perror(path);
		exit(1);
	}
	jpeg.err = jpeg_std_error(&error);
	jpeg_create_compress(&jpeg);
	jpeg_stdio_dest(&jpeg, file);
	jpeg.image_width = WIDTH;
	jpeg.image_height = HEIGHT;
	jpeg.input_components = 3;
	jpeg.in_color_space = JCS_RGB;
	jpeg_set_defaults(&jpeg);
	jpeg_set_quality(&jpeg, 82, TRUE);
	jpeg_start_compress(&jpeg, TRUE);
	for (int y = 0; y < HEIGHT; y++) {
		grain_row((const uint32_t *)(const void *)(data + y * stride),
		    row, &chance);
		jpeg_write_scanlines(&jpeg, rows, 1);
	}
	jpeg_finish_compress(&jpeg);
	jpeg_destroy_compress(&jpeg);
	fclose(file);
	cairo_surface_destroy(surface);
}
