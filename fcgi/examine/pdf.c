/* SPDX-License-Identifier: EUPL-1.2 */
#include <poppler.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "examine/pdf.h"

#define BLANK_MOST 1024

size_t
pdf_begin(const char *at, size_t size)
{
	size_t i = size >= 3 && memcmp(at, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;

	while (i < size && i < BLANK_MOST && strchr(" \t\r\n", at[i]) != NULL &&
	    at[i] != '\0')
		i++;
	return size - i >= 5 && memcmp(at + i, "%PDF-", 5) == 0 ? i : size;
}

static char *
take_text(PopplerDocument *document, int pages, size_t most)
{
	char *all = NULL;
	size_t size = 0;
	FILE *out = open_memstream(&all, &size);

	if (out == NULL)
		return NULL;
	for (int i = 0; i < pages && (size_t)ftell(out) < most; i++) {
		PopplerPage *page = poppler_document_get_page(document, i);
		char *text = page == NULL ? NULL : poppler_page_get_text(page);

		if (text != NULL)
			fprintf(out, "%s\n", text);
		g_free(text);
		g_clear_object(&page);
	}
	fclose(out);
	if (all != NULL && size > most) {
		/* Not in the middle of a character. */
		while (most > 0 && ((unsigned char)all[most] & 0xc0) == 0x80)
			most--;
		all[most] = '\0';
	}
	return all;
}

enum pdf_verdict
pdf_read(const void *at, size_t size, size_t most, int *ret_pages,
    char **ret_text)
{
	GBytes *bytes = g_bytes_new_static(at, size);
	GError *error = NULL;
	PopplerDocument *document = poppler_document_new_from_bytes(bytes,
	    NULL, &error);
	int pages;

	if (document == NULL)
		return g_error_matches(error, POPPLER_ERROR,
		    POPPLER_ERROR_ENCRYPTED) ? PDF_LOCKED : PDF_BROKEN;
	pages = poppler_document_get_n_pages(document);
	if (pages < 1)
		return PDF_BROKEN;
	*ret_pages = pages;
	*ret_text = take_text(document, pages, most);
	return PDF_READ;
}
