/* SPDX-License-Identifier: EUPL-1.2
 *
 * The one door to Cairo and FreeType: a table as a PDF on A4 pages, with a
 * text layer and tags for headings and cells. The fonts are opened before the
 * sandbox closes and mapped into memory; from then on no file is touched.
 * Of all threads one prints at a time, which bounds time and memory.
 */
#ifndef MINSAG_CITIZEN_PRINT_H
#define MINSAG_CITIZEN_PRINT_H

#include <stdbool.h>
#include <stddef.h>
#include "core/result.h"

#define PRINT_COLUMNS_MOST 8
#define PRINT_BYTES_MOST (8 * 1024 * 1024)

struct print;

/*
 * Opens the two fonts, files in TrueType or OpenType. The caller owns *ret_print:
 * print_free. On failure ret_message (size bytes) names the file.
 */
enum result
print_open(const char *regular, const char *bold, struct print **ret_print,
    char *ret_message, size_t size) must_check;

/* Accepts NULL. */
void
print_free(struct print *print);

struct print_column {
	const char *heading;
	double share; /* of the page's width; all together 1 */
};

/* Gives the cells of row r, borrowed until the next call; false: memory. */
typedef bool print_cells(void *own, int r, const char **ret_cells);

struct print_table {
	const char *title;
	const char *const *lines; /* what stands below it; NULL behind */
	const char *page;         /* "Side" */
	const struct print_column *columns;
	int column_count;
	int rows;
	print_cells *cells;
	void *own;
};

/*
 * Prints. *ret_bytes is the caller's: free(3). RESULT_TRY_AGAIN when memory is
 * short, RESULT_TOO_BIG when the file would be larger than PRINT_BYTES_MOST.
 */
enum result
print_pdf(struct print *print, const struct print_table *table,
    char **ret_bytes, size_t *ret_length) must_check;

#endif
