/* SPDX-License-Identifier: EUPL-1.2
 *
 * How large a picture becomes when it is unpacked, and whether it is all
 * there, told from its frame alone: nothing is unpacked. PNG (W3C, third
 * edition), JPEG (ITU-T T.81), HEIC (ISO/IEC 23008-12), GIF (89a), WebP (RFC
 * 9649), TIFF (revision 6.0).
 */
#ifndef MINSAG_PICTURE_H
#define MINSAG_PICTURE_H

#include <stddef.h>

/*
 * 80 million: more than the 50 million that telephones take by themselves;
 * unpacked that is 320 MB in the browser of whoever opens it.
 */
#define PICTURE_PIXELS_MOST 80000000

enum picture_verdict { PICTURE_GOOD, PICTURE_DAMAGED, PICTURE_TOO_LARGE };

/* What is no picture of these is good. */
enum picture_verdict
picture_measure(const char *media_type, const void *at, size_t size);

#endif
