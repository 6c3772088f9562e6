/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/picture.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#define BOXES_DEEP 4

struct bytes {
	const unsigned char *at;
	size_t size;
};

static uint32_t
get32(const unsigned char *at)
{
	return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 |
	    (uint32_t)at[2] << 8 | at[3];
}

static unsigned
get16(const unsigned char *at)
{
	return (unsigned)at[0] << 8 | at[1];
}

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
		size_t length = get32(file.at + i);

		if (memcmp(file.at + i + 4, "IEND", 4) == 0)
			return judge(get32(file.at + 16), get32(file.at + 20));
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
		size_t length = get16(file.at + i + 2);

		if (marker == 0xff) {
			i++; /* fill byte */
			continue;
		}
		if (length < 2 || length > file.size - i - 2)
			return PICTURE_DAMAGED;
		if (is_frame(marker) && length >= 7 &&
		    verdict != PICTURE_TOO_LARGE)
			verdict = judge(get16(file.at + i + 7),
			    get16(file.at + i + 5));
		i += length + 2;
		if (marker == 0xda) /* the picture itself follows */
			break;
	}
	if (verdict == PICTURE_GOOD &&
	    memmem(file.at + i, file.size - i, "\xff\xd9", 2) == NULL)
		return PICTURE_DAMAGED;
	return verdict;
}

/* A box is length, name, data; takes the first off the rest. */
static bool
next_box(struct bytes *rest, struct bytes *ret_box, const unsigned char **name)
{
	size_t head = 8;
	uint64_t length;

	if (rest->size < head)
		return false;
	length = get32(rest->at);
	*name = rest->at + 4;
	if (length == 1 && rest->size >= 16) {
		head = 16;
		length = (uint64_t)get32(rest->at + 8) << 32 |
		    get32(rest->at + 12);
	} else if (length == 0) {
		length = rest->size; /* to the end */
	}
	if (length < head || length > rest->size)
		return false;
	ret_box->at = rest->at + head;
	ret_box->size = (size_t)length - head;
	rest->at += length;
	rest->size -= (size_t)length;
	return true;
}

/*
 * The largest ispe below meta, iprp, ipco: that of the whole picture, for
 * those of its tiles are smaller.
 */
static enum picture_verdict
largest(struct bytes rest, int deep, uint64_t *pixels)
{
	const unsigned char *name;
	struct bytes box;

	while (rest.size > 0) {
		if (!next_box(&rest, &box, &name))
			return PICTURE_DAMAGED;
		if (memcmp(name, "ispe", 4) == 0 && box.size >= 12) {
			uint64_t has = (uint64_t)get32(box.at + 4) *
			    get32(box.at + 8);

			*pixels = has > *pixels ? has : *pixels;
			continue;
		}
		if (memcmp(name, "meta", 4) == 0 && box.size >= 4) {
			box.at += 4; /* version and flags */
			box.size -= 4;
		} else if (memcmp(name, "iprp", 4) != 0 &&
		    memcmp(name, "ipco", 4) != 0) {
			continue;
		}
		if (deep < BOXES_DEEP &&
		    largest(box, deep + 1, pixels) != PICTURE_GOOD)
			return PICTURE_DAMAGED;
	}
	return PICTURE_GOOD;
}

static enum picture_verdict
heic(struct bytes file)
{
	uint64_t pixels = 0;

	if (largest(file, 0, &pixels) != PICTURE_GOOD)
		return PICTURE_DAMAGED;
	return judge(pixels, 1);
}

enum picture_verdict
picture_measure(const char *media_type, const void *at, size_t size)
{
	const struct bytes file = {at, size};

	if (size < 4)
		return PICTURE_DAMAGED;
	if (strcmp(media_type, "image/png") == 0)
		return png(file);
	if (strcmp(media_type, "image/jpeg") == 0)
		return jpeg(file);
	if (strcmp(media_type, "image/heic") == 0)
		return heic(file);
	return PICTURE_GOOD;
}
