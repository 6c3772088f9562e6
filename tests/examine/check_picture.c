/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a picture's size and end are read from its frame, whatever the bytes.
 */
#include <stdint.h>
#include <string.h>

#include "check_run.h"
#include "examine/picture.h"

#define IS(verdict, type, text) \
	ck_assert_int_eq(picture_measure(type, text, sizeof(text) - 1), verdict)
#define GOOD(type, text) IS(PICTURE_GOOD, type, text)
#define DAMAGED(type, text) IS(PICTURE_DAMAGED, type, text)
#define LARGE(type, text) IS(PICTURE_TOO_LARGE, type, text)

#define PNG(width, height) "\x89PNG\r\n\x1a\n\0\0\0\rIHDR" width height \
	"\x08\2\0\0\0crc."
#define PNG_END "\0\0\0\0IENDcrc."
#define TEXT "\0\0\0\2tEXthicrc."

START_TEST(png)
{
	GOOD("image/png", PNG("\0\0\0\1", "\0\0\0\1") PNG_END);
	GOOD("image/png", PNG("\0\0\0\1", "\0\0\0\1") TEXT PNG_END "behind");
	/* 8,000 x 10,000 and one column more */
	GOOD("image/png", PNG("\0\0\x1f\x40", "\0\0\x27\x10") PNG_END);
	LARGE("image/png", PNG("\0\0\x1f\x41", "\0\0\x27\x10") PNG_END);
	LARGE("image/png", PNG("\xff\xff\xff\xff", "\xff\xff\xff\xff") PNG_END);
	DAMAGED("image/png", PNG("\0\0\0\0", "\0\0\0\1") PNG_END);
	DAMAGED("image/png", PNG("\0\0\0\1", "\0\0\0\1"));
	DAMAGED("image/png", PNG("\0\0\0\1", "\0\0\0\1") "\0\0\0\3tEXthicrc.");
	DAMAGED("image/png", PNG("\0\0\0\1", "\0\0\0\1")
	    "\xff\xff\xff\xfftEXthicrc." PNG_END);
	DAMAGED("image/png", "\x89PNG\r\n\x1a\n");
	DAMAGED("image/png", "");
}
END_TEST

#define SOI "\xff\xd8"
#define APP0 "\xff\xe0\0\4hi"
#define FRAME(height, width) "\xff\xc0\0\x0b\x08" height width "\1\1\x11\0"
#define SCAN "\xff\xda\0\x08\1\1\0\0\x3f\0" "coded\xff\0"
#define EOI "\xff\xd9"

START_TEST(jpeg)
{
	GOOD("image/jpeg", SOI APP0 FRAME("\0\1", "\0\1") SCAN EOI);
	GOOD("image/jpeg", SOI "\xff" APP0 FRAME("\0\1", "\0\1") SCAN EOI "x");
	GOOD("image/jpeg", SOI FRAME("\x27\x10", "\x1f\x40") SCAN EOI);
	LARGE("image/jpeg", SOI FRAME("\x27\x10", "\x1f\x41") SCAN EOI);
	/* The larger of two counts, wherever it stands. */
	LARGE("image/jpeg", SOI FRAME("\x27\x10", "\x27\x10")
	    FRAME("\0\1", "\0\1") SCAN EOI);
	LARGE("image/jpeg", SOI FRAME("\0\1", "\0\1")
	    FRAME("\x27\x10", "\x27\x10") SCAN EOI);
	DAMAGED("image/jpeg", SOI APP0 FRAME("\0\1", "\0\1") SCAN);
	DAMAGED("image/jpeg", SOI APP0 SCAN EOI);
	DAMAGED("image/jpeg", SOI FRAME("\0\0", "\0\1") SCAN EOI);
	DAMAGED("image/jpeg", SOI "\xff\xe0\0\1" EOI);
	DAMAGED("image/jpeg", SOI "\xff\xe0\xff\xff" EOI);
	DAMAGED("image/jpeg", SOI);
	DAMAGED("image/jpeg", SOI "\xff\xff\xff\xff");
}
END_TEST

#define FTYP "\0\0\0\x10" "ftypheic\0\0\0\0"
#define ISPE(width, height) "\0\0\0\x14ispe\0\0\0\0" width height

START_TEST(heic)
{
	GOOD("image/heic", FTYP "\0\0\0\x30meta\0\0\0\0\0\0\0\x24iprp"
	    "\0\0\0\x1cipco" ISPE("\0\0\x0f\xc0", "\0\0\x0b\xd0"));
	/* Tiles do not hide the whole. */
	LARGE("image/heic", FTYP "\0\0\0\x44meta\0\0\0\0\0\0\0\x38iprp"
	    "\0\0\0\x30ipco" ISPE("\0\0\2\0", "\0\0\2\0")
	    ISPE("\0\0\x27\x10", "\0\0\x27\x10"));
	/* Long lengths, and one that goes to the end. */
	GOOD("image/heic", FTYP "\0\0\0\1skip\0\0\0\0\0\0\0\x10"
	    "\0\0\0\0meta\0\0\0\0\0\0\0\x24iprp\0\0\0\x1cipco"
	    ISPE("\0\0\0\1", "\0\0\0\1"));
	DAMAGED("image/heic", FTYP);
	DAMAGED("image/heic", FTYP "\0\0\1\0mdat");
	DAMAGED("image/heic", FTYP "\0\0\0\7mdat");
	DAMAGED("image/heic", FTYP "\0\0\0\1mdat\xff\xff\xff\xff\xff\xff"
	    "\xff\xff");
	DAMAGED("image/heic", FTYP "\0\0\0\0meta\0\0\0\0\0\0\0\1");
}
END_TEST

/* Cut anywhere, it is damaged, and nothing is read behind its end. */
START_TEST(cut)
{
	static const char whole[] = FTYP "\0\0\0\x30meta\0\0\0\0\0\0\0\x24"
	    "iprp\0\0\0\x1cipco" ISPE("\0\0\0\1", "\0\0\0\1");

	for (size_t size = 0; size < sizeof(whole) - 1; size++)
		ck_assert_int_eq(picture_measure("image/heic", whole, size),
		    PICTURE_DAMAGED);
	GOOD("image/gif", "GIF8");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("picture");
	TCase *core = tcase_create("core"), *abuse = tcase_create("abuse");

	tcase_add_test(core, png);
	tcase_add_test(core, jpeg);
	tcase_add_test(core, heic);
	tcase_add_test(abuse, cut);
	suite_add_tcase(suite, core);
	suite_add_tcase(suite, abuse);
	return check_run(suite);
}
