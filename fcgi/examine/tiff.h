/* SPDX-License-Identifier: EUPL-1.2
 *
 * TIFF, revision 6.0: how large its largest page becomes, and whether the bytes
 * of all pages are there.
 */
#ifndef MINSAG_TIFF_H
#define MINSAG_TIFF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* BigTIFF, for files over 4 GB: not measured here, and not taken. */
bool
tiff_is_big(const void *at, size_t size);

/* False: it is cut, or no TIFF of that revision. */
bool
tiff_measure(const void *at, size_t size, uint64_t *ret_pixels);

#endif
