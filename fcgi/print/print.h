/* SPDX-License-Identifier: EUPL-1.2
 *
 * The one door to Pango and Cairo: headings, paragraphs and tables as a PDF on
 * A4 pages, in any script that the fonts have, with a text layer and tags for
 * what is a heading, a paragraph, a cell. Lines are broken, joined and turned
 * by Pango; a row that no longer fits goes on on the next page, below the
 * headings again.
 *
 * No file is touched after print_open. Of all threads one prints at a time,
 * from print_begin to print_end, which bounds memory.
 */
#ifndef MINSAG_PRINT_PRINT_H
#define MINSAG_PRINT_PRINT_H

#include <stdbool.h>
#include <stddef.h>
#include "core/result.h"

#define PRINT_COLUMNS_MOST 8
#define PRINT_BYTES_MOST (8 * 1024 * 1024)

struct print;

/*
 * Opens fonts, files in TrueType or OpenType: the regular one, the same in
 * bold, and, in a list separated by spaces, those that are asked in this order
 * for letters which the first lacks. Before the sandbox closes and before there
 * are threads. The caller owns *ret_print: print_free. On failure ret_message
 * (size bytes) names the file.
 */
enum result
print_open(const char *regular, const char *bold, const char *more,
    struct print **ret_print, char *ret_message, size_t size) must_check;

/* Accepts NULL. */
void
print_free(struct print *print);

/* ---- A file ---- */

struct print_sheet;

/*
 * Begins a file. title is its name, which readers show; page is "Side", for
 * the foot of each page. Both are borrowed until the end. The caller ends it
 * with print_end_take or print_cancel. RESULT_TRY_AGAIN when memory is short.
 */
enum result
print_begin(struct print *print, const char *title, const char *page,
    struct print_sheet **ret_sheet) must_check;

/*
 * What comes next on the page, valid UTF-8. A failure is noted and told at the
 * end.
 */
void
print_heading(struct print_sheet *sheet, const char *text);
void
print_paragraph(struct print_sheet *sheet, const char *text);

struct print_column {
	const char *heading;
	double share; /* of the page's width; all together 1 */
};

/* columns, at most PRINT_COLUMNS_MOST, are borrowed until the table's end. */
void
print_table_begin(struct print_sheet *sheet,
    const struct print_column *columns, int count);
void
print_row(struct print_sheet *sheet, const char *const *cells);
void
print_table_end(struct print_sheet *sheet);

/*
 * Ends the file and frees the sheet. *ret_bytes is the caller's: free(3).
 * RESULT_TRY_AGAIN when memory was short, RESULT_TOO_BIG when the file would be
 * larger than PRINT_BYTES_MOST.
 */
enum result
print_end_take(struct print_sheet *sheet, char **ret_bytes,
    size_t *ret_length) must_check;

/* Ends it without a file. Accepts NULL. */
void
print_cancel(struct print_sheet *sheet);

#endif
