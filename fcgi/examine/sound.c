/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/sound.h"

#include <stdbool.h>
#include <string.h>

#include "examine/bytes.h"

#define TAG_BYTES 10        /* ID3's head, and its foot */
#define FILL_MOST (1 << 16) /* how far behind a tag the sound may begin */
#define OGG_HEAD_BYTES 256  /* the first page's head and its codec's name */

/* What two frames of one sound have in common. */
#define FRAME_MASK 0xfffe0c00

/* Frames' lengths of layer III; 0: none that is known. */
static size_t
frame_length(uint32_t head)
{
	static const unsigned kbits[2][16] = {
		{0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160,
		    0},
		{0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256,
		    320, 0}
	};
	static const unsigned rates[4] = {44100, 48000, 32000, 0};
	unsigned version = head >> 19 & 3, layer = head >> 17 & 3;
	unsigned rate = rates[head >> 10 & 3];
	unsigned kbit = kbits[version == 3][head >> 12 & 15];

	if (head >> 21 != 0x7ff || version == 1 || layer != 1 || rate == 0)
		return 0;
	if (version != 3)
		rate /= version == 2 ? 2 : 4;
	return (version == 3 ? 144000 : 72000) * kbit / rate + (head >> 9 & 1);
}

/* Whether a frame begins at i, and another of its kind behind it. */
static bool
two_frames(struct bytes file, size_t i)
{
	uint32_t head = bytes_be32(file.at + i), next;
	size_t length = frame_length(head);

	if (length < 4 || length > file.size - i)
		return false;
	i += length;
	if (file.size - i < 4)
		return true; /* the last one */
	next = bytes_be32(file.at + i);
	return ((head ^ next) & FRAME_MASK) == 0 ||
	    memcmp(file.at + i, "TAG", 3) == 0;
}

/* Where ID3's tag ends; 0 when there is none. */
static size_t
tag_end(struct bytes file)
{
	const unsigned char *at = file.at;

	if (file.size < TAG_BYTES || memcmp(at, "ID3", 3) != 0)
		return 0;
	return TAG_BYTES + (at[5] & 0x10 ? TAG_BYTES : 0) +
	    ((size_t)(at[6] & 0x7f) << 21 | (size_t)(at[7] & 0x7f) << 14 |
	    (size_t)(at[8] & 0x7f) << 7 | (at[9] & 0x7f));
}

static bool
is_mp3(struct bytes file)
{
	size_t first = tag_end(file), most = first > 0 ? FILL_MOST : 0;

	for (size_t i = first; i + 4 <= file.size && i <= first + most; i++)
		if (file.at[i] == 0xff && two_frames(file, i))
			return true;
	return false;
}

static bool
is_ogg(struct bytes file)
{
	size_t size = file.size < OGG_HEAD_BYTES ? file.size : OGG_HEAD_BYTES;

	return size > 27 && memcmp(file.at, "OggS\0\2", 6) == 0 &&
	    (memmem(file.at + 27, size - 27, "OpusHead", 8) != NULL ||
	    memmem(file.at + 27, size - 27, "\1vorbis", 7) != NULL ||
	    memmem(file.at + 27, size - 27, "Speex   ", 8) != NULL);
}

static bool
is_wav(struct bytes file)
{
	return file.size >= 16 && memcmp(file.at, "RIFF", 4) == 0 &&
	    memcmp(file.at + 8, "WAVE", 4) == 0;
}

const char *
sound_type(const void *at, size_t size)
{
	struct bytes file = {at, size};

	if (is_wav(file))
		return "audio/wav";
	if (is_ogg(file))
		return "audio/ogg";
	return is_mp3(file) ? "audio/mpeg" : NULL;
}
