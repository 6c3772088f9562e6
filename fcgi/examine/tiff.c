/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/tiff.h"

#include <string.h>

#include "examine/bytes.h"

#define PAGES_MOST 4096
#define PARTS_MOST (1 << 20) /* strips and tiles of all pages together */
#define ENTRY_BYTES 12

enum tag { WIDTH = 256, HEIGHT = 257, STRIPS = 273, STRIP_BYTES = 279,
	TILES = 324, TILE_BYTES = 325 };
enum type { SHORT = 3, LONG = 4 };

struct tiff {
	struct bytes file;
	bool big_end_first;
	uint64_t parts; /* seen so far */
};

/* Numbers of one field: count of them, of 2 or 4 bytes each. */
struct field {
	size_t at;
	uint32_t count;
	unsigned bytes; /* 0: the field is not there */
};

/* One page's fields. */
struct page {
	struct field width, height, places, lengths;
};

static uint32_t
get32(const struct tiff *tiff, size_t at)
{
	return tiff->big_end_first ? bytes_be32(tiff->file.at + at)
				   : bytes_le32(tiff->file.at + at);
}

static unsigned
get16(const struct tiff *tiff, size_t at)
{
	return tiff->big_end_first ? bytes_be16(tiff->file.at + at)
				   : bytes_le16(tiff->file.at + at);
}

static uint32_t
number(const struct tiff *tiff, const struct field *field, uint32_t i)
{
	size_t at = field->at + (size_t)i * field->bytes;

	return field->bytes == 2 ? get16(tiff, at) : get32(tiff, at);
}

/* Reads the entry at; false when its numbers lie outside the file. */
static bool
read_field(const struct tiff *tiff, size_t at, struct field *ret_field)
{
	unsigned type = get16(tiff, at + 2);
	struct field field = {.count = get32(tiff, at + 4),
	    .bytes = type == SHORT ? 2 : type == LONG ? 4 : 0, .at = at + 8};
	uint64_t length = (uint64_t)field.count * field.bytes;

	if (field.bytes == 0 || field.count == 0)
		return false;
	if (length > 4)
		field.at = get32(tiff, at + 8);
	if (length > tiff->file.size || field.at > tiff->file.size - length)
		return false;
	*ret_field = field;
	return true;
}

static struct field *
field_of(struct page *page, unsigned tag)
{
	switch (tag) {
	case WIDTH:
		return &page->width;
	case HEIGHT:
		return &page->height;
	case STRIPS:
	case TILES:
		return &page->places;
	case STRIP_BYTES:
	case TILE_BYTES:
		return &page->lengths;
	default:
		return NULL;
	}
}

/* Whether the page's strips or tiles all lie in the file. */
static bool
is_whole(struct tiff *tiff, const struct page *page)
{
	uint32_t count = page->places.count < page->lengths.count
	    ? page->places.count : page->lengths.count;

	if (page->places.bytes == 0 || page->lengths.bytes == 0)
		return page->places.bytes == page->lengths.bytes;
	tiff->parts += count;
	if (tiff->parts > PARTS_MOST)
		return false;
	for (uint32_t i = 0; i < count; i++)
		if ((uint64_t)number(tiff, &page->places, i) +
		    number(tiff, &page->lengths, i) > tiff->file.size)
			return false;
	return true;
}

/* Reads the page at *at, and moves *at to the next one's; 0: it is the last. */
static bool
read_page(struct tiff *tiff, size_t *at, uint64_t *pixels)
{
	struct page page = {0};
	size_t size = tiff->file.size, end;
	uint64_t has;

	if (*at > size - 2)
		return false;
	end = *at + 2 + (size_t)get16(tiff, *at) * ENTRY_BYTES;
	if (end > size - 4)
		return false;
	for (size_t entry = *at + 2; entry < end; entry += ENTRY_BYTES) {
		struct field *field = field_of(&page, get16(tiff, entry));

		if (field != NULL && !read_field(tiff, entry, field))
			return false;
	}
	if (page.width.bytes == 0 || page.height.bytes == 0 ||
	    !is_whole(tiff, &page))
		return false;
	has = (uint64_t)number(tiff, &page.width, 0) *
	    number(tiff, &page.height, 0);
	*pixels = has > *pixels ? has : *pixels;
	*at = get32(tiff, end);
	return true;
}

bool
tiff_is_big(const void *at, size_t size)
{
	return size >= 4 && (memcmp(at, "II\x2b\0", 4) == 0 ||
	    memcmp(at, "MM\0\x2b", 4) == 0);
}

bool
tiff_measure(const void *at, size_t size, uint64_t *ret_pixels)
{
	struct tiff tiff = {.file = {at, size}};
	uint64_t pixels = 0;
	size_t page;

	if (size < 8)
		return false;
	tiff.big_end_first = tiff.file.at[0] == 'M';
	if (get16(&tiff, 0) != (tiff.big_end_first ? 0x4d4d : 0x4949) ||
	    get16(&tiff, 2) != 42)
		return false;
	page = get32(&tiff, 4);
	for (int i = 0; i == 0 || page != 0; i++)
		if (i == PAGES_MOST || !read_page(&tiff, &page, &pixels))
			return false;
	*ret_pixels = pixels;
	return true;
}
