/* SPDX-License-Identifier: EUPL-1.2
 *
 * Sound that is not made of boxes: MP3 (ISO/IEC 11172-3), Ogg (RFC 3533), WAV.
 */
#ifndef MINSAG_SOUND_H
#define MINSAG_SOUND_H

#include <stddef.h>

/* The media type, or NULL: no such sound. */
const char *
sound_type(const void *at, size_t size);

#endif
