/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/unlock.h"

#include <qpdf/qpdf-c.h>
#include <stdbool.h>
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

/* A copy of what qpdf wrote; false when it is too large. */
static bool
take_plain(qpdf_data pdf, size_t most, void **ret_plain, size_t *ret_size)
{
	size_t size = qpdf_get_buffer_length(pdf);

	if (size == 0 || size > most)
		return false;
	*ret_plain = malloc(size);
	if (*ret_plain == NULL)
		return false;
	memcpy(*ret_plain, qpdf_get_buffer(pdf), size);
	*ret_size = size;
	return true;
}

enum unlock_verdict
unlock_pdf(const void *at, size_t size, size_t most, void **ret_plain,
    size_t *ret_size)
{
	qpdf_data pdf = qpdf_init();
	enum unlock_verdict verdict;
	bool read;

	*ret_plain = NULL;
	qpdf_silence_errors(pdf);
	qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
	read = (qpdf_read_memory(pdf, "file", at, size, NULL) &
	    QPDF_ERRORS) == 0;
	if (!qpdf_is_encrypted(pdf))
		verdict = read ? UNLOCK_OPEN : UNLOCK_BROKEN;
	else
		verdict = read && write_plain(pdf) &&
		    take_plain(pdf, most, ret_plain, ret_size) ? UNLOCK_DONE
							       : UNLOCK_FAILED;
	if (qpdf_has_error(pdf)) /* or it would be told on stderr */
		(void)qpdf_get_error(pdf);
	qpdf_cleanup(&pdf);
	return verdict;
}
