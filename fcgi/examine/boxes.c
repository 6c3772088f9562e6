/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/boxes.h"

#include <string.h>

#include "examine/bytes.h"

#define BOXES_DEEP 4
#define BRANDS_BYTES 64 /* how far its own name stands among the brands */

struct box {
	const unsigned char *name; /* four letters */
	struct bytes data;
};

/* What was seen at the top of a file, all of it. */
struct seen {
	bool meta, index, bytes;
	uint64_t pixels;
};

static bool
is(const struct box *box, const char *name)
{
	return memcmp(box->name, name, 4) == 0;
}

/* A box is length, name, data; takes the first off the rest. */
static bool
next_box(struct bytes *rest, struct box *ret_box)
{
	size_t head = 8;
	uint64_t length;

	if (rest->size < head)
		return false;
	length = bytes_be32(rest->at);
	if (length == 1 && rest->size >= 16) {
		head = 16;
		length = (uint64_t)bytes_be32(rest->at + 8) << 32 |
		    bytes_be32(rest->at + 12);
	} else if (length == 0) {
		length = rest->size; /* to the end */
	}
	if (length < head || length > rest->size)
		return false;
	ret_box->name = rest->at + 4;
	ret_box->data.at = rest->at + head;
	ret_box->data.size = (size_t)length - head;
	rest->at += length;
	rest->size -= (size_t)length;
	return true;
}

/*
 * The largest ispe below meta, iprp, ipco: that of the whole picture, for
 * those of its tiles are smaller. False: a box is cut.
 */
static bool
largest(struct bytes rest, int deep, struct seen *seen)
{
	struct box box;

	while (rest.size > 0) {
		if (!next_box(&rest, &box))
			return false;
		if (is(&box, "ispe") && box.data.size >= 12) {
			uint64_t has = (uint64_t)bytes_be32(box.data.at + 4) *
			    bytes_be32(box.data.at + 8);

			seen->pixels = has > seen->pixels ? has : seen->pixels;
		} else if (is(&box, "idat")) {
			seen->bytes = true;
		} else if ((is(&box, "iprp") || is(&box, "ipco")) &&
		    deep < BOXES_DEEP && !largest(box.data, deep + 1, seen)) {
			return false;
		}
	}
	return true;
}

static bool
note(struct box *box, struct seen *seen)
{
	seen->index = seen->index || is(box, "moov");
	seen->bytes = seen->bytes || is(box, "mdat");
	if (!is(box, "meta") || box->data.size < 4)
		return true;
	seen->meta = true;
	box->data.at += 4; /* version and flags */
	box->data.size -= 4;
	return largest(box->data, 1, seen);
}

/* Boxes that stand at the top of a file. */
static bool
is_known(const unsigned char *name)
{
	static const char known[] = "ftyp meta mdat moov free skip wide uuid "
	    "moof mfra styp sidx ssix pdin prft udta pnot mpvd jumb ";

	for (const char *at = known; *at != '\0'; at += 5)
		if (memcmp(at, name, 4) == 0)
			return true;
	return false;
}

/*
 * Sees all boxes; false when one is cut. What is no box stands behind the last
 * one: telephones leave the end of a packet there.
 */
static bool
see(struct bytes rest, struct seen *ret_seen)
{
	struct seen seen = {0};
	struct box box;

	while (rest.size > 0) {
		if (next_box(&rest, &box)) {
			if (!note(&box, &seen))
				return false;
			continue;
		}
		if (!seen.bytes || !(seen.meta || seen.index) ||
		    (rest.size >= 8 && is_known(rest.at + 4)))
			return false;
		break;
	}
	*ret_seen = seen;
	return true;
}

static const char *
type_of_brand(const unsigned char *brand)
{
	static const struct {
		const char *brand, *type;
	} brands[] = {
		{"qt  ", "video/quicktime"}, {"M4A ", "audio/mp4"},
		{"M4B ", "audio/mp4"}, {"M4V ", "video/mp4"},
		{"M4VH", "video/mp4"}, {"mp41", "video/mp4"},
		{"mp42", "video/mp4"}, {"isom", "video/mp4"},
		{"iso2", "video/mp4"}, {"iso4", "video/mp4"},
		{"iso5", "video/mp4"}, {"iso6", "video/mp4"},
		{"avc1", "video/mp4"}, {"MSNV", "video/mp4"},
		{"dash", "video/mp4"}, {"heic", "image/heic"},
		{"heix", "image/heic"}
	};

	for (size_t i = 0; i < sizeof(brands) / sizeof(brands[0]); i++)
		if (memcmp(brand, brands[i].brand, 4) == 0)
			return brands[i].type;
	return memcmp(brand, "3gp", 3) == 0 ? "video/3gpp" : NULL;
}

const char *
boxes_type(const void *at, size_t size)
{
	struct bytes rest = {at, size};
	struct box first;
	const char *type;

	if (!next_box(&rest, &first))
		return NULL;
	if (is(&first, "moov") || is(&first, "mdat") || is(&first, "wide") ||
	    is(&first, "pnot")) /* from before there was an ftyp */
		return "video/quicktime";
	if (!is(&first, "ftyp") || first.data.size < 8)
		return NULL;
	type = type_of_brand(first.data.at);
	if (type != NULL)
		return type;
	/*
	 * Some telephones write HEIC under the name of its family: then its
	 * own name stands among the brands.
	 */
	if (first.data.size > BRANDS_BYTES)
		first.data.size = BRANDS_BYTES;
	return memmem(first.data.at, first.data.size, "heic", 4) != NULL ||
	    memmem(first.data.at, first.data.size, "heix", 4) != NULL
	    ? "image/heic" : NULL;
}

bool
boxes_film_whole(const void *at, size_t size)
{
	struct seen seen;

	return see((struct bytes){at, size}, &seen) && seen.index &&
	    seen.bytes;
}

bool
boxes_picture(const void *at, size_t size, uint64_t *ret_pixels)
{
	struct seen seen;

	if (!see((struct bytes){at, size}, &seen))
		return false;
	*ret_pixels = seen.pixels;
	return true;
}
