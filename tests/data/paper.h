/* SPDX-License-Identifier: EUPL-1.2
 *
 * Papers of the demo: PDF files by Pango and Cairo with letterhead, headings,
 * page numbers, structure tags and metadata.
 */
#ifndef MINSAG_DATA_PAPER_H
#define MINSAG_DATA_PAPER_H

#include <stdbool.h>
#include <stdint.h>

struct paper {
	const char *unit, *title, *kind, *case_title;
	const char *name, *address; /* whom a letter is for; NULL for none */
	int32_t days; /* the date on it */
	bool draft;
	const char *text; /* paragraphs, "## heading", "- item" */
};

/* Writes one PDF. Ends the program on failure. Returns its pages. */
int
paper_write(const char *path, const struct paper *paper);

/*
 * Writes a PDF with one text a page (each must fit), under one title: the
 * printed-out case of 179 pages. texts and days have count entries.
 */
void
paper_write_book(const char *path, const struct paper *paper,
    char *const *texts, const int32_t *days, int count);

/*
 * Pads a PDF to exactly size bytes by an incremental update (ISO 32000-1,
 * 7.5.6) that adds one uncompressed image of noise, as a scanner's raw
 * picture would.
 */
void
paper_pad(const char *path, uint64_t size);

#endif
