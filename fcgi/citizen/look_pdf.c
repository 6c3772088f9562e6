/* SPDX-License-Identifier: EUPL-1.2
 *
 * Who has looked, as a file to print and to keep.
 */
#include "citizen/operations.h"

#include <stdio.h>
#include <string.h>

#include "citizen/looks.h"
#include "citizen/own.h"
#include "core/conf.h"
#include "print/print.h"

/* The lines below the title: of what, made when, cut or not, proved when. */
enum { LINES = 6 };

static const double shares[CELLS] = {[CELL_AT] = 0.17, [CELL_WHO] = 0.21,
    [CELL_WHAT] = 0.18, [CELL_WHY] = 0.22, [CELL_DOCUMENT] = 0.22};

static const char *
when(const struct db_rows *rows, int c)
{
	return db_is_null(rows, 0, c) ? "?" : db_get_text(rows, 0, c);
}

static const char *
say_proof(struct request *req, const struct db_rows *rows)
{
	bool en = req->language == LANGUAGE_EN;

	if (db_is_null(rows, 0, EXPORT_CHECKED))
		return en ? "The log has not been checked yet."
		    : "Loggen er ikke kontrolleret endnu.";
	if (!db_get_bool(rows, 0, EXPORT_WHOLE))
		return pool_printf(req->pool, en
		    ? "The check of the log on %s found a fault. The "
		      "municipality is looking into it."
		    : "Kontrollen af loggen den %s fandt en fejl. Kommunen "
		      "undersøger den.", db_get_text(rows, 0, EXPORT_CHECKED));
	return pool_printf(req->pool, en
	    ? "The log was checked between %s and %s."
	    : "Loggen er kontrolleret mellem %s og %s.",
	    when(rows, EXPORT_PROVED_FROM), when(rows, EXPORT_CHECKED));
}

/* What follows from the proof, if the log was whole. */
static const char *
say_outcome(struct request *req, const struct db_rows *rows)
{
	return pool_printf(req->pool, req->language == LANGUAGE_EN
	    ? "Nothing is missing of what was in it until %s, and nothing was "
	      "changed."
	    : "Der mangler intet af det, der stod i den indtil %s, og intet er "
	      "ændret.", when(rows, EXPORT_UNTIL));
}

static const char *
say_subject(struct request *req, const struct looks_input *input,
    const struct db_rows *rows)
{
	bool en = req->language == LANGUAGE_EN;
	const char *title = db_get_text(rows, 0, EXPORT_CASE);

	if (!input->document.given)
		return pool_printf(req->pool, en ? "Case: %s" : "Sag: %s",
		    title);
	if (db_is_null(rows, 0, EXPORT_DOCUMENT))
		return pool_printf(req->pool, en
		    ? "A document in the case: %s"
		    : "Et dokument i sagen: %s", title);
	return pool_printf(req->pool, en ? "Document: %s, in the case: %s"
	    : "Dokument: %s, i sagen: %s",
	    db_get_text(rows, 0, EXPORT_DOCUMENT), title);
}

/* What of the list was chosen, so that nobody takes a part for the whole. */
static const char *
say_extent(struct request *req, const struct looks_input *input,
    const struct db_rows *rows)
{
	bool en = req->language == LANGUAGE_EN;
	bool chosen = input->who >= 0 || input->what >= 0 ||
	    input->from.given || input->to.given;

	if (db_get_bool(rows, 0, EXPORT_MORE))
		return en ? "Only the newest 2,000 are here. Choose fewer days "
			    "to get the older ones."
		    : "Kun de nyeste 2.000 er med. Vælg færre dage for at få "
		      "de ældre.";
	if (chosen)
		return en ? "A part of the list, as it was chosen on the page."
		    : "En del af listen, som den er valgt på siden.";
	return en ? "The whole list." : "Hele listen.";
}

static bool
say_head(struct request *req, const struct looks_input *input,
    const struct db_rows *rows, const char *ret_lines[LINES])
{
	bool en = req->language == LANGUAGE_EN;
	bool whole = !db_is_null(rows, 0, EXPORT_CHECKED) &&
	    db_get_bool(rows, 0, EXPORT_WHOLE);

	ret_lines[0] = say_subject(req, input, rows);
	ret_lines[1] = pool_printf(req->pool, en ? "%s, made on %s"
	    : "%s, lavet den %s", req->shared->conf->municipality,
	    db_get_text(rows, 0, EXPORT_MADE));
	ret_lines[2] = say_extent(req, input, rows);
	ret_lines[3] = say_proof(req, rows);
	ret_lines[4] = whole ? say_outcome(req, rows) : NULL;
	ret_lines[5] = NULL;
	return ret_lines[0] != NULL && ret_lines[1] != NULL &&
	    ret_lines[3] != NULL && (!whole || ret_lines[4] != NULL);
}

static bool
put_rows(struct print_sheet *sheet, struct request *req,
    const struct db_rows *rows)
{
	struct print_column columns[CELLS];
	const char *cells[CELLS];

	for (int cell = 0; cell < CELLS; cell++)
		columns[cell] = (struct print_column){
		    looks_heading(cell, req->language), shares[cell]};
	print_table_begin(sheet, columns, CELLS);
	for (int r = 0; !db_is_null(rows, 0, EXPORT_AT) &&
	    r < db_rows_count(rows); r++) {
		if (!looks_cells(req, rows, r, cells))
			return false;
		print_row(sheet, cells);
	}
	print_table_end(sheet);
	return true;
}

static enum result
make(struct request *req, const struct looks_input *input,
    const struct db_rows *rows, char **ret_bytes, size_t *ret_length)
{
	const struct citizen_own *own = req->shared->own;
	bool en = req->language == LANGUAGE_EN;
	const char *title = en ? "Who has looked" : "Hvem har set";
	const char *lines[LINES];
	struct print_sheet *sheet;
	enum result result;

	if (!say_head(req, input, rows, lines))
		return RESULT_TRY_AGAIN;
	result = print_begin(own->print, title, en ? "Page" : "Side", &sheet);
	if (result != RESULT_OK)
		return result;
	print_heading(sheet, title);
	for (const char *const *line = lines; *line != NULL; line++)
		print_paragraph(sheet, *line);
	if (put_rows(sheet, req, rows))
		return print_end_take(sheet, ret_bytes, ret_length);
	print_cancel(sheet);
	return RESULT_TRY_AGAIN;
}

enum result
look_pdf(struct request *req)
{
	struct looks_input input;
	struct db_rows *rows;
	char *bytes;
	size_t length;
	enum result result = looks_export(req, &input, &rows);

	if (result != RESULT_OK)
		return result;
	result = make(req, &input, rows, &bytes, &length);
	db_rows_free(rows);
	if (result != RESULT_OK)
		return request_fail(req, result, "look_pdf: printing");
	return looks_send_take(req, "application/pdf",
	    req->language == LANGUAGE_EN ? "who-has-looked.pdf"
		: "hvem-har-set.pdf", bytes, length);
}
