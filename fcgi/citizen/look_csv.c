/* SPDX-License-Identifier: EUPL-1.2
 *
 * Who has looked, as a file for a spreadsheet: RFC 4180 with semicolons, which
 * Danish spreadsheets expect, CRLF, and UTF-8 with the mark in front that they
 * know it by. SECURITY: a cell that a spreadsheet would take for a formula gets
 * an apostrophe in front.
 */
#include "citizen/operations.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "citizen/looks.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"

static void
put_cell(FILE *out, const char *text, bool last)
{
	putc('"', out);
	if (text[0] != '\0' && strchr("=+-@\t\r\n", text[0]) != NULL)
		putc('\'', out);
	for (; *text != '\0'; text++) {
		if (*text == '"')
			putc('"', out);
		putc(*text, out);
	}
	fputs(last ? "\"\r\n" : "\";", out);
}

static void
put_row(FILE *out, const char *const cells[CELLS])
{
	for (int cell = 0; cell < CELLS; cell++)
		put_cell(out, cells[cell], cell == CELLS - 1);
}

static bool
put_rows(struct request *req, const struct db_rows *rows, FILE *out)
{
	const char *cells[CELLS];

	fputs(BYTE_ORDER_MARK, out);
	for (int cell = 0; cell < CELLS; cell++)
		cells[cell] = looks_heading(cell, req->language);
	put_row(out, cells);
	if (db_is_null(rows, 0, EXPORT_AT))
		return true;
	for (int r = 0; r < db_rows_count(rows); r++) {
		if (!looks_cells(req, rows, r, cells))
			return false;
		put_row(out, cells);
	}
	return true;
}

/* *ret_bytes is the caller's: free. */
static bool
make(struct request *req, const struct db_rows *rows, char **ret_bytes,
    size_t *ret_length)
{
	FILE *out = open_memstream(ret_bytes, ret_length);
	bool whole;

	if (out == NULL)
		return false;
	whole = put_rows(req, rows, out) && !ferror(out);
	return fclose(out) == 0 && whole;
}

enum result
look_csv(struct request *req)
{
	struct looks_input input;
	struct db_rows *rows;
	char *bytes = NULL;
	size_t length = 0;
	enum result result = looks_export(req, &input, &rows);
	bool made;

	if (result != RESULT_OK)
		return result;
	made = make(req, rows, &bytes, &length);
	db_rows_free(rows);
	if (!made) {
		free(bytes);
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	}
	return looks_send_take(req, "text/csv; charset=utf-8",
	    req->language == LANGUAGE_EN ? "who-has-looked.csv"
		: "hvem-har-set.csv", bytes, length);
}
