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

#define META "\0\0\0\x30meta\0\0\0\0\0\0\0\x24iprp\0\0\0\x1cipco" \
	ISPE("\0\0\0\1", "\0\0\0\1")
#define MDAT "\0\0\0\x0cmdat" "bits"

/* Telephones leave the end of an XMP packet behind the last box. */
START_TEST(behind_the_last_box)
{
	GOOD("image/heic", FTYP META MDAT);
	GOOD("image/heic", FTYP META MDAT "<?xpacket end=\"w\"?>");
	GOOD("image/heic", FTYP META MDAT "\n");
	GOOD("image/heic", FTYP META MDAT "\0\0\0\x08skip<?xpacket end='r'?>");
	/* Where the picture is not all there it is the picture that is cut. */
	DAMAGED("image/heic", FTYP META "\0\0\0\x10mdat" "bits");
	DAMAGED("image/heic", FTYP META MDAT "\0\0\1\0free");
	DAMAGED("image/heic", FTYP META "<?xpacket end=\"w\"?>");
	DAMAGED("image/heic", FTYP MDAT "<?xpacket end=\"w\"?>");
}
END_TEST

#define GIF(width, height) "GIF89a" width height "\x80\0\0" "rgbRGB"
#define GIF_PICTURE(width, height) "\x2c\0\0\0\0" width height "\0\2\2xx\0"

START_TEST(gif)
{
	GOOD("image/gif", GIF("\1\0", "\1\0") GIF_PICTURE("\1\0", "\1\0") ";");
	GOOD("image/gif", GIF("\1\0", "\1\0") "\x21\xf9\4\0\0\0\0\0"
	    GIF_PICTURE("\1\0", "\1\0") ";behind");
	GOOD("image/gif", GIF("\x40\x1f", "\x10\x27") ";");
	LARGE("image/gif", GIF("\x41\x1f", "\x10\x27") ";");
	LARGE("image/gif", GIF("\1\0", "\1\0")
	    GIF_PICTURE("\xff\xff", "\xff\xff") ";");
	DAMAGED("image/gif", GIF("\1\0", "\1\0") GIF_PICTURE("\1\0", "\1\0"));
	DAMAGED("image/gif", GIF("\0\0", "\1\0") ";");
	DAMAGED("image/gif", GIF("\1\0", "\1\0") "x;");
	DAMAGED("image/gif", GIF("\1\0", "\1\0") "\x21\xfe\x09short");
	DAMAGED("image/gif", "GIF89a");
}
END_TEST

#define RIFF(chunk) "RIFF\x16\0\0\0WEBP" chunk

START_TEST(webp)
{
	GOOD("image/webp", RIFF("VP8X\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0"));
	LARGE("image/webp", RIFF("VP8X\x0a\0\0\0\0\0\0\0\xff\xff\0\xff\xff\0"));
	GOOD("image/webp", RIFF("VP8L\x0a\0\0\0\x2f\0\0\0\0xxxxx"));
	LARGE("image/webp", RIFF("VP8L\x0a\0\0\0\x2f\xff\xff\xff\x0fxxxxx"));
	GOOD("image/webp", RIFF("VP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\1\0\1\0"));
	DAMAGED("image/webp", RIFF("VP8 \x0a\0\0\0\0\0\0\x9d\x01\x2a\0\0\1\0"));
	DAMAGED("image/webp", RIFF("VP8 \x0a\0\0\0\0\0\0\0\0\0\1\0\1\0"));
	DAMAGED("image/webp", RIFF("ALPH\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0"));
	DAMAGED("image/webp", "RIFF\x17\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\0\0"
	    "\0\0\0\0");
	DAMAGED("image/webp", "RIFF\x16\0\0\0WEBP");
}
END_TEST

#define II "II*\0\x08\0\0\0"
#define SIZE(width, height) "\0\1\3\0\1\0\0\0" width "\0\0" \
	"\1\1\3\0\1\0\0\0" height "\0\0"
#define STRIP(at, length) "\x11\1\4\0\1\0\0\0" at "\x17\1\4\0\1\0\0\0" length

START_TEST(tiff)
{
	GOOD("image/tiff", II "\4\0" SIZE("\1\0", "\1\0")
	    STRIP("\x3e\0\0\0", "\2\0\0\0") "\0\0\0\0" "xx");
	LARGE("image/tiff", II "\2\0" SIZE("\xff\xff", "\xff\xff") "\0\0\0\0");
	GOOD("image/tiff", "MM\0*\0\0\0\x08" "\0\2" "\1\0\0\3\0\0\0\1\0\1\0\0"
	    "\1\1\0\4\0\0\0\1\0\0\0\1" "\0\0\0\0");
	/* One that goes on with itself has no end. */
	DAMAGED("image/tiff", II "\2\0" SIZE("\1\0", "\1\0") "\x08\0\0\0");
	/* The strip's bytes are not all there. */
	DAMAGED("image/tiff", II "\4\0" SIZE("\1\0", "\1\0")
	    STRIP("\x3e\0\0\0", "\3\0\0\0") "\0\0\0\0" "xx");
	DAMAGED("image/tiff", II "\4\0" SIZE("\1\0", "\1\0")
	    STRIP("\xff\xff\xff\xff", "\xff\xff\xff\xff") "\0\0\0\0" "xx");
	DAMAGED("image/tiff", II "\4\0" SIZE("\1\0", "\1\0"));
	DAMAGED("image/tiff", II "\0\0" "\0\0\0\0");
	DAMAGED("image/tiff", "II*\0\xff\xff\xff\xff");
	DAMAGED("image/tiff", "II+\0\x08\0\0\0\0\0\0\0");
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
	GOOD("image/bmp", "BM..");
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
	tcase_add_test(core, behind_the_last_box);
	tcase_add_test(core, gif);
	tcase_add_test(core, webp);
	tcase_add_test(core, tiff);
	tcase_add_test(abuse, cut);
	suite_add_tcase(suite, core);
	suite_add_tcase(suite, abuse);
	return check_run(suite);
}
