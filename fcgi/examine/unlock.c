/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/unlock.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

/* Writes it into memory of qpdf's; false when it cannot. */
static QPDF_BOOL
write_plain(qpdf_data pdf)
{
	if (qpdf_init_write_memory(pdf) & QPDF_ERRORS)
		return QPDF_FALSE;
	qpdf_set_preserve_encryption(pdf, QPDF_FALSE);
	qpdf_set_stream_data_mode(pdf, qpdf_s_preserve);
	qpdf_set_compress_streams(pdf, QPDF_FALSE);
	qpdf_set_object_stream_mode(pdf, qpdf_o_preserve);
	return (qpdf_write(pdf) & QPDF_ERRORS) == 0;
}

void
unlock_pdf(const void *at, size_t size, size_t most, void **ret_plain,
    size_t *ret_size)
{
	qpdf_data pdf;

	*ret_plain = NULL;
	/* The trailer that names it is neither packed nor encrypted. */
	if (memmem(at, size, "/Encrypt", 8) == NULL)
		return;
	pdf = qpdf_init();
	qpdf_silence_errors(pdf);
	qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
	if ((qpdf_read_memory(pdf, "file", at, size, NULL) & QPDF_ERRORS) == 0 &&
	    qpdf_is_encrypted(pdf) && write_plain(pdf) &&
	    qpdf_get_buffer_length(pdf) <= most) {
		*ret_size = qpdf_get_buffer_length(pdf);
		*ret_plain = malloc(*ret_size);
		if (*ret_plain != NULL)
			memcpy(*ret_plain, qpdf_get_buffer(pdf), *ret_size);
	}
	if (qpdf_has_error(pdf)) /* or it would be told on stderr */
		(void)qpdf_get_error(pdf);
	qpdf_cleanup(&pdf);
}
