/* SPDX-License-Identifier: EUPL-1.2 */
#include "print/fonts.h"

#include <fontconfig/fontconfig.h>
#include <fontconfig/fcfreetype.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdio.h>
#include <stdlib.h>

#define FACES_MOST (2 * FONTS_FILES_MOST) /* a file may hold more than one */
#define POINTS_PER_INCH 72 /* Pango's units are those of the page */

struct fonts {
	FcConfig *config;
	FT_Library library;
	FT_Face faces[FACES_MOST];
	int count;
	PangoFontMap *map;
	PangoContext *context;
	const char *family; /* of config */
};

/*
 * Opens the face that a pattern describes and puts it into the pattern: so
 * Cairo, which would open the file when it first draws, has it already.
 */
static bool
open_face(struct fonts *fonts, FcPattern *pattern)
{
	FcChar8 *file;
	int index;

	if (fonts->count == FACES_MOST ||
	    FcPatternGetString(pattern, FC_FILE, 0, &file) != FcResultMatch ||
	    FcPatternGetInteger(pattern, FC_INDEX, 0, &index) !=
	    FcResultMatch || FT_New_Face(fonts->library, (const char *)file,
	    index, &fonts->faces[fonts->count]) != 0)
		return false;
	return FcPatternAddFTFace(pattern, FC_FT_FACE,
	    fonts->faces[fonts->count++]);
}

static bool
open_file(struct fonts *fonts, const char *path)
{
	FcFontSet *set = FcConfigGetFonts(fonts->config, FcSetApplication);
	int had = set == NULL ? 0 : set->nfont;

	if (!FcConfigAppFontAddFile(fonts->config, (const FcChar8 *)path))
		return false;
	set = FcConfigGetFonts(fonts->config, FcSetApplication);
	if (set == NULL || set->nfont == had)
		return false;
	for (int i = had; i < set->nfont; i++)
		if (!open_face(fonts, set->fonts[i]))
			return false;
	return true;
}

static bool
make_context(struct fonts *fonts)
{
	FcFontSet *set = FcConfigGetFonts(fonts->config, FcSetApplication);
	cairo_font_options_t *options = cairo_font_options_create();
	FcChar8 *family;

	if (FcPatternGetString(set->fonts[0], FC_FAMILY, 0, &family) !=
	    FcResultMatch)
		family = (FcChar8 *)"Sans";
	fonts->family = (const char *)family;
	fonts->map = pango_cairo_font_map_new_for_font_type(
	    CAIRO_FONT_TYPE_FT);
	if (fonts->map == NULL) {
		cairo_font_options_destroy(options);
		return false;
	}
	pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map),
	    fonts->config);
	fonts->context = pango_font_map_create_context(fonts->map);
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(fonts->context, options);
	pango_cairo_context_set_resolution(fonts->context, POINTS_PER_INCH);
	pango_context_set_language(fonts->context,
	    pango_language_from_string("da"));
	cairo_font_options_destroy(options);
	return true;
}

/*
 * Sets one letter in each face, and one that none has: what Pango and HarfBuzz
 * open when they first need it, they open now.
 */
static void
warm_up(const struct fonts *fonts)
{
	FcFontSet *set = FcConfigGetFonts(fonts->config, FcSetApplication);
	PangoLayout *layout = pango_layout_new(fonts->context);

	for (int i = 0; i < set->nfont; i++) {
		PangoFontDescription *description =
		    pango_fc_font_description_from_pattern(set->fonts[i],
		    FALSE);
		PangoRectangle ignored;

		pango_font_description_set_size(description, PANGO_SCALE);
		pango_layout_set_font_description(layout, description);
		pango_layout_set_text(layout, "a\xD8\xA7\xE4\xB8\xAD"
		    "\xF0\x9F\x99\x82\xF4\x8F\xBF\xBD", -1);
		pango_layout_get_extents(layout, &ignored, NULL);
		pango_font_description_free(description);
	}
	g_object_unref(layout);
}

enum result
fonts_open(const char *const *files, int count, struct fonts **ret_fonts,
    char *ret_message, size_t size)
{
	struct fonts *fonts = calloc(1, sizeof(*fonts));
	bool good;

	if (fonts == NULL)
		return RESULT_TRY_AGAIN;
	fonts->config = FcConfigCreate();
	good = fonts->config != NULL && FT_Init_FreeType(&fonts->library) == 0;
	snprintf(ret_message, size, "fonts: FreeType does not start");
	for (int i = 0; good && i < count; i++) {
		good = open_file(fonts, files[i]);
		snprintf(ret_message, size,
		    "%s: not a font that can be read", files[i]);
	}
	/* Without one of its own fontconfig would read the host's. */
	if (good && FcConfigSetCurrent(fonts->config) && make_context(fonts)) {
		warm_up(fonts);
		*ret_fonts = fonts;
		return RESULT_OK;
	}
	fonts_close(fonts);
	return RESULT_BAD_INPUT;
}

void
fonts_close(struct fonts *fonts)
{
	if (fonts == NULL)
		return;
	if (fonts->context != NULL)
		g_object_unref(fonts->context);
	if (fonts->map != NULL)
		g_object_unref(fonts->map);
	if (fonts->config != NULL)
		FcConfigDestroy(fonts->config);
	for (int i = 0; i < fonts->count; i++)
		FT_Done_Face(fonts->faces[i]);
	if (fonts->library != NULL)
		FT_Done_FreeType(fonts->library);
	free(fonts);
}

PangoContext *
fonts_context(const struct fonts *fonts)
{
	return fonts->context;
}

PangoFontDescription *
fonts_describe(const struct fonts *fonts, double points, bool bold)
{
	PangoFontDescription *description = pango_font_description_new();

	pango_font_description_set_family(description, fonts->family);
	pango_font_description_set_absolute_size(description,
	    points * PANGO_SCALE);
	if (bold)
		pango_font_description_set_weight(description,
		    PANGO_WEIGHT_BOLD);
	return description;
}
