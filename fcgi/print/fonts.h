/* SPDX-License-Identifier: EUPL-1.2
 *
 * The one door to fontconfig and FreeType: the fonts that texts are set with,
 * opened before the sandbox closes. fontconfig is told of these files alone,
 * and each file is opened and mapped at once, so that from then on Pango finds
 * every letter without touching a file.
 */
#ifndef MINSAG_PRINT_FONTS_H
#define MINSAG_PRINT_FONTS_H

#include <pango/pango.h>
#include <stdbool.h>
#include <stddef.h>
#include "core/result.h"

#define FONTS_FILES_MOST 8

struct fonts;

/*
 * Opens count files in TrueType or OpenType: the first gives its family's name,
 * the others are asked for what it lacks, and for bold. Once in a process,
 * before it has threads of its own. The caller owns *ret_fonts: fonts_close.
 * On failure ret_message (size bytes) names the file.
 */
enum result
fonts_open(const char *const *files, int count, struct fonts **ret_fonts,
    char *ret_message, size_t size) must_check;

/* Accepts NULL. */
void
fonts_close(struct fonts *fonts);

/* What layouts are made in; borrowed. One thread at a time. */
PangoContext *
fonts_context(const struct fonts *fonts);

/* The first file's family, at a size in points; the caller's to free. */
PangoFontDescription *
fonts_describe(const struct fonts *fonts, double points, bool bold);

#endif
