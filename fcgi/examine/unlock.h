/* SPDX-License-Identifier: EUPL-1.2
 *
 * A PDF that opens without a password but is encrypted all the same, as those
 * are that forbid printing: the same PDF without that, for the scanner, which
 * cannot always read it. The one door to qpdf.
 */
#ifndef MINSAG_UNLOCK_H
#define MINSAG_UNLOCK_H

#include <stddef.h>

enum unlock_verdict {
	UNLOCK_OPEN,   /* not encrypted */
	UNLOCK_DONE,   /* *ret_plain is the same without encryption */
	UNLOCK_FAILED, /* encrypted: asks for a password, cannot be written anew */
	UNLOCK_BROKEN  /* cannot be read, so nobody knows */
};

/*
 * *ret_plain: with UNLOCK_DONE, size of *ret_size, at most most, allocated:
 * free. Else NULL.
 */
enum unlock_verdict
unlock_pdf(const void *at, size_t size, size_t most, void **ret_plain,
    size_t *ret_size);

#endif
