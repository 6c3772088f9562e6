/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/picture.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "examine/boxes.h"
#include "examine/bytes.h"
#include "examine/tiff.h"

static enum picture_verdict
judge(uint64_t width, uint64_t height)
{
	if (width == 0 || height == 0)
		return PICTURE_DAMAGED;
	return width * height > PICTURE_PIXELS_MOST ? PICTURE_TOO_LARGE
						    : PICTURE_GOOD;
}

/* Chunks: length, name, data, checksum; the first is IHDR, the last IEND. */
static enum picture_verdict
png(struct bytes file)
{
	size_t i = 8;

	if (file.size < 33 || memcmp(file.at + 12, "IHDR", 4) != 0)
		return PICTURE_DAMAGED;
	while (file.size - i >= 12) {
		size_t length = bytes_be32(file.at + i);

		if (memcmp(file.at + i + 4, "IEND", 4) == 0)
			return judge(bytes_be32(file.at + 16), bytes_be32(file.at + 20));
		if (length > file.size - i - 12)
			break;
		i += length + 12;
	}
	return PICTURE_DAMAGED;
}

/* SOF0 to SOF15 but DHT, JPG and DAC, which have their numbers between. */
static bool
is_frame(unsigned marker)
{
	return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 &&
	    marker != 0xc8 && marker != 0xcc;
}

/* Segments: marker, length, data; the frame has the size; EOI ends it. */
static enum picture_verdict
jpeg(struct bytes file)
{
	enum picture_verdict verdict = PICTURE_DAMAGED;
	size_t i = 2;

	while (file.size - i >= 4 && file.at[i] == 0xff) {
		unsigned marker = file.at[i + 1];
		size_t length = bytes_be16(file.at + i + 2);

		if (marker == 0xff) {
			i++; /* fill byte */
			continue;
		}
		if (length < 2 || length > file.size - i - 2)
			return PICTURE_DAMAGED;
		if (is_frame(marker) && length >= 7 &&
		    verdict != PICTURE_TOO_LARGE)
			verdict = judge(bytes_be16(file.at + i + 7),
			    bytes_be16(file.at + i + 5));
		i += length + 2;
		if (marker == 0xda) /* the picture itself follows */
			break;
	}
	if (verdict == PICTURE_GOOD &&
	    memmem(file.at + i, file.size - i, "\xff\xd9", 2) == NULL)
		return PICTURE_DAMAGED;
	return verdict;
}

/* Takes sub-blocks off, up to and with the empty one: length, data. */
static bool
gif_skip(struct bytes file, size_t *i)
{
	while (*i < file.size) {
		size_t length = file.at[(*i)++];

		if (length == 0)
			return true;
		if (length > file.size - *i)
			return false;
		*i += length;
	}
	return false;
}

/* Bytes of the table of colours that flags tell of. */
static size_t
gif_colours(unsigned flags)
{
	return (flags & 0x80) != 0 ? (size_t)3 << ((flags & 7) + 1) : 0;
}

/* Screen, table, then extensions and pictures; the trailer ends it. */
static enum picture_verdict
gif(struct bytes file)
{
	uint64_t pixels;
	size_t i;

	if (file.size < 13)
		return PICTURE_DAMAGED;
	pixels = (uint64_t)bytes_le16(file.at + 6) * bytes_le16(file.at + 8);
	i = 13 + gif_colours(file.at[10]);
	while (i < file.size && file.at[i] != 0x3b) {
		if (file.at[i] == 0x21) { /* extension: label */
			i += 2;
		} else if (file.at[i] == 0x2c && file.size - i > 10) {
			uint64_t has = (uint64_t)bytes_le16(file.at + i + 5) *
			    bytes_le16(file.at + i + 7);

			pixels = has > pixels ? has : pixels;
			/* and the first size of its codes */
			i += 11 + gif_colours(file.at[i + 9]);
		} else {
			return PICTURE_DAMAGED;
		}
		if (!gif_skip(file, &i))
			return PICTURE_DAMAGED;
	}
	return i < file.size ? judge(pixels, 1) : PICTURE_DAMAGED;
}

/* RIFF, length, WEBP, then the first chunk, which has the size. */
static enum picture_verdict
webp(struct bytes file)
{
	const unsigned char *data = file.at + 20;
	uint32_t bits;

	if (file.size < 30 || bytes_le32(file.at + 4) > file.size - 8)
		return PICTURE_DAMAGED;
	if (memcmp(file.at + 12, "VP8X", 4) == 0)
		return judge((bytes_le32(data + 4) & 0xffffff) + 1,
		    (bytes_le32(data + 6) >> 8) + 1);
	if (memcmp(file.at + 12, "VP8L", 4) == 0 && data[0] == 0x2f) {
		bits = bytes_le32(data + 1);
		return judge((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1);
	}
	if (memcmp(file.at + 12, "VP8 ", 4) == 0 &&
	    memcmp(data + 3, "\x9d\x01\x2a", 3) == 0)
		return judge(bytes_le16(data + 6) & 0x3fff,
		    bytes_le16(data + 8) & 0x3fff);
	return PICTURE_DAMAGED;
}

static enum picture_verdict
heic(struct bytes file)
{
	uint64_t pixels;

	return boxes_picture(file.at, file.size, &pixels) ? judge(pixels, 1)
	    : PICTURE_DAMAGED;
}

static enum picture_verdict
tiff(struct bytes file)
{
	uint64_t pixels;

	return tiff_measure(file.at, file.size, &pixels) ? judge(pixels, 1)
	    : PICTURE_DAMAGED;
}

enum picture_verdict
picture_measure(const char *media_type, const void *at, size_t size)
{
	static const struct {
		const char *type;
		enum picture_verdict (*measure)(struct bytes file);
	} types[] = {
		{"image/png", png}, {"image/jpeg", jpeg}, {"image/heic", heic},
		{"image/gif", gif}, {"image/webp", webp}, {"image/tiff", tiff}
	};
	const struct bytes file = {at, size};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++)
		if (strcmp(media_type, types[i].type) == 0)
			return size < 4 ? PICTURE_DAMAGED
			    : types[i].measure(file);
	return PICTURE_GOOD;
}
