/* SPDX-License-Identifier: EUPL-1.2
 *
 * Files made of boxes (ISO/IEC 14496-12, and QuickTime's): HEIC pictures, voice
 * memos, films. What they are, and whether they are all there, told from the
 * boxes' heads alone.
 */
#ifndef MINSAG_BOXES_H
#define MINSAG_BOXES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The media type that the first box tells, or NULL: not such a file, or of a
 * family that nobody here takes.
 */
const char *
boxes_type(const void *at, size_t size);

/* Whether a voice memo or film has its index and bytes, and no box is cut. */
bool
boxes_film_whole(const void *at, size_t size);

/*
 * The pixels of a HEIC picture, its largest part's; false when a box is cut.
 * What telephones put behind the last box is no part of the picture.
 */
bool
boxes_picture(const void *at, size_t size, uint64_t *ret_pixels);

#endif
