/* SPDX-License-Identifier: EUPL-1.2
 *
 * The one door to Poppler. Only ever called in the examining child.
 */
#ifndef MINSAG_PDF_H
#define MINSAG_PDF_H

#include <stddef.h>

/*
 * Where a PDF begins: at its first byte, or behind a UTF-8 mark and empty lines,
 * which some programs put there and every viewer passes over. size: it is none.
 */
size_t
pdf_begin(const char *at, size_t size);

enum pdf_verdict { PDF_READ, PDF_BROKEN, PDF_LOCKED };

/*
 * Counts the pages and takes their text, at most most bytes of it, each page
 * behind a line feed. *ret_text is allocated.
 */
enum pdf_verdict
pdf_read(const void *at, size_t size, size_t most, int *ret_pages,
    char **ret_text);

#endif
