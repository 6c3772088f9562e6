/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: voice memos and films are known by their structure, and one that is cut
 * is told.
 */
#include <stdlib.h>
#include <string.h>

#include "check_run.h"
#include "examine/boxes.h"
#include "examine/sound.h"

#define TYPE(function, wanted, text) \
	do { \
		const char *got = function(text, sizeof(text) - 1); \
		ck_assert_str_eq(got == NULL ? "none" : got, wanted); \
	} while (0)
#define SOUND(wanted, text) TYPE(sound_type, wanted, text)
#define BOXES(wanted, text) TYPE(boxes_type, wanted, text)
#define WHOLE(text) ck_assert(boxes_film_whole(text, sizeof(text) - 1))
#define CUT(text) ck_assert(!boxes_film_whole(text, sizeof(text) - 1))

#define FTYP(brand) "\0\0\0\x14" "ftyp" brand "\0\0\0\0mif1"
#define MOOV "\0\0\0\x0cmoov" "head"
#define MDAT "\0\0\0\x0cmdat" "bits"

START_TEST(boxes)
{
	BOXES("audio/mp4", FTYP("M4A ") MOOV MDAT);
	BOXES("video/mp4", FTYP("isom") MOOV MDAT);
	BOXES("video/quicktime", FTYP("qt  ") MOOV MDAT);
	BOXES("video/quicktime", "\0\0\0\x08wide" MDAT MOOV);
	BOXES("video/3gpp", FTYP("3gp5") MOOV MDAT);
	BOXES("image/heic", FTYP("heic"));
	BOXES("image/heic", "\0\0\0\x18" "ftypmif1\0\0\0\0mif1heic");
	BOXES("none", FTYP("mif1"));
	BOXES("none", FTYP("avif"));
	BOXES("none", "\0\0\0\x14" "ftypM4A ");
	BOXES("none", "\0\0\0\x0c" "ftypM4A ");
	BOXES("none", "");
}
END_TEST

START_TEST(films_that_are_cut)
{
	WHOLE(FTYP("isom") MOOV MDAT);
	WHOLE(FTYP("isom") MDAT "\0\0\0\x08" "free" MOOV);
	WHOLE(FTYP("isom") MDAT MOOV "foreign bytes of some telephone");
	CUT(FTYP("isom") MDAT);
	CUT(FTYP("isom") MOOV);
	CUT(FTYP("isom") MOOV "\0\0\1\0mdat" "bits");
	CUT(FTYP("isom") MDAT "\0\0\1\0moov" "head");
	CUT(FTYP("isom") MOOV MDAT "\0\0\1\0free");
	CUT("");
}
END_TEST

START_TEST(waves_and_ogg)
{
	SOUND("audio/wav", "RIFF\x24\0\0\0WAVEfmt \x10\0\0\0");
	SOUND("none", "RIFF\x24\0\0\0AVI LIST");
	SOUND("audio/ogg", "OggS\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\x13"
	    "OpusHead\1\1");
	SOUND("none", "OggS\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\x2a"
	    "\x80theora");
	SOUND("none", "OggS");
	SOUND("none", "");
}
END_TEST

/* Frames of 32 kbit/s at 32 kHz, MPEG 1, layer III: 144 bytes each. */
static char *
frames(const char *before, size_t length, size_t count)
{
	char *file = calloc(1, length + count * 144);

	ck_assert_ptr_nonnull(file);
	memcpy(file, before, length);
	for (size_t i = 0; i < count; i++)
		memcpy(file + length + i * 144, "\xff\xfb\x18\xc4", 4);
	return file;
}

START_TEST(mp3)
{
	static const char tag[] = "ID3\4\0\0\0\0\0\4abcd";
	char *file = frames("", 0, 2);

	ck_assert_str_eq(sound_type(file, 288), "audio/mpeg");
	ck_assert_ptr_null(sound_type(file, 143));
	file[144] = 0;
	ck_assert_ptr_null(sound_type(file, 288));
	free(file);
	file = frames(tag, sizeof(tag) - 1, 2);
	ck_assert_str_eq(sound_type(file, sizeof(tag) - 1 + 288), "audio/mpeg");
	free(file);
	SOUND("none", "ID3\4\0\0\x7f\x7f\x7f\x7f" "abc");
	SOUND("none", "\xff\xfb\x18\xc4");
	SOUND("none", "\xff\xfe" "a\0b\0c\0");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("sound");
	TCase *core = tcase_create("core");

	tcase_add_test(core, boxes);
	tcase_add_test(core, films_that_are_cut);
	tcase_add_test(core, waves_and_ogg);
	tcase_add_test(core, mp3);
	suite_add_tcase(suite, core);
	return check_run(suite);
}
