/* SPDX-License-Identifier: EUPL-1.2
 *
 * A PDF that opens without a password but is encrypted all the same, as those
 * are that forbid printing: the same PDF without that, for the scanner, which
 * cannot always read it. The one door to qpdf.
 */
#ifndef MINSAG_UNLOCK_H
#define MINSAG_UNLOCK_H

#include <stddef.h>

/*
 * *ret_plain: size of *ret_size, at most most, allocated: free. NULL when the
 * PDF is not encrypted, asks for a password, or cannot be written anew.
 */
void
unlock_pdf(const void *at, size_t size, size_t most, void **ret_plain,
    size_t *ret_size);

#endif
