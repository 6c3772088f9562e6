/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: foreign bytes are text exactly when their standard says so, and each
 * value has one spelling.
 */
#include "core/text.h"

#include <string.h>

#include "check_run.h"
#include "core/uuid.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

struct bytes {
	const char *at;
	size_t length;
};

/* A literal with its length, so that NUL can stand in it. */
#define BYTES(literal) {literal, sizeof(literal) - 1}

static const struct bytes good_utf8[] = {
	BYTES(""), BYTES("sag"), BYTES("\0"), BYTES("\xC2\x80"),
	BYTES("\xDF\xBF"), BYTES("\xE0\xA0\x80"), BYTES("\xED\x9F\xBF"),
	BYTES("\xEE\x80\x80"), BYTES("\xEF\xBF\xBF"),
	BYTES("\xF0\x90\x80\x80"), BYTES("\xF4\x8F\xBF\xBF"),
	BYTES("Y\xC4\xB1ld\xC4\xB1z M\xC3\xB8ller")};

static const struct bytes bad_utf8[] = {
	BYTES("\x80"), BYTES("\xBF"), BYTES("\xC0\x80"), BYTES("\xC1\xBF"),
	BYTES("\xC2"), BYTES("\xC2\x41"), BYTES("\xE0\x9F\xBF"),
	BYTES("\xE0\xA0"), BYTES("\xED\xA0\x80"), BYTES("\xED\xBF\xBF"),
	BYTES("\xF0\x8F\xBF\xBF"), BYTES("\xF4\x90\x80\x80"),
	BYTES("\xF5\x80\x80\x80"), BYTES("\xF8\x88\x80\x80\x80"),
	BYTES("\xFE"), BYTES("\xFF"), BYTES("a\xC3"), BYTES("\xF0\x90\x80")};

START_TEST(utf8_is_taken)
{
	ck_assert(text_is_utf8(good_utf8[_i].at, good_utf8[_i].length));
}
END_TEST

START_TEST(other_bytes_are_refused)
{
	ck_assert(!text_is_utf8(bad_utf8[_i].at, bad_utf8[_i].length));
}
END_TEST

START_TEST(characters_are_counted)
{
	ck_assert_uint_eq(text_characters("", 0), 0);
	ck_assert_uint_eq(text_characters("\xC3\xA6\xC3\xB8\xC3\xA5", 6), 3);
	ck_assert_uint_eq(text_characters("\xF0\x9F\x93\x84!", 5), 2);
}
END_TEST

START_TEST(control_characters_are_found)
{
	ck_assert(!text_has_control("sag \xC3\xA6 \xC2\xA0", 9, false));
	ck_assert(text_has_control("a\0b", 3, true));
	ck_assert(text_has_control("\x1B[31m", 5, true));
	ck_assert(text_has_control("\x7F", 1, true));
	ck_assert(text_has_control("\xC2\x80", 2, true));
	ck_assert(text_has_control("\xC2\x9F", 2, true));
	ck_assert(text_has_control("\r", 1, true));
	ck_assert(text_has_control("a\tb\n", 4, false));
	ck_assert(!text_has_control("a\tb\n", 4, true));
}
END_TEST

START_TEST(what_nobody_sees_is_taken_out)
{
	char text[] = "\xE2\x80\xAA+45\xC2\xA0" "70\xE2\x80\xAC\xEF\xBB\xBF "
	    "fi\xC2\xADl\xE2\x80\x8B\xE2\x80\x8E\xE2\x80\x8F\xE2\x81\xA0"
	    "\xE2\x81\xA6\xE2\x81\xAF\xD8\x9C\xE1\xA0\x8E.";
	char kept[] = "\xD8\xAE\xE2\x80\x8C\xE2\x80\x8D\xE2\x81\xA5"
	    "\xEF\xB8\x8F\xE2\x80\xAF\xC2\xAE";
	size_t length = text_drop_unseen(text, strlen(text));

	text[length] = '\0';
	ck_assert_str_eq(text, "+45\xC2\xA0" "70 fil.");
	ck_assert_uint_eq(text_drop_unseen(kept, strlen(kept)), strlen(kept));
	ck_assert_uint_eq(text_drop_unseen(kept, 0), 0);
}
END_TEST

START_TEST(a_control_character_has_a_place)
{
	unsigned control;
	size_t place;

	ck_assert(!text_find_control("\xC3\xA6\n\t", 4, &control, &place));
	ck_assert(text_find_control("\xC3\xA6\x1B", 3, &control, &place));
	ck_assert_uint_eq(control, 0x1B);
	ck_assert_uint_eq(place, 2);
	ck_assert(text_find_control("a\xC2\x85", 3, &control, &place));
	ck_assert_uint_eq(control, 0x85);
	ck_assert_uint_eq(place, 2);
}
END_TEST

static const struct {
	const char *from;
	bool plus;
	const char *to; /* NULL: refused */
} escapes[] = {
	{"", false, ""}, {"sag", false, "sag"}, {"%41", false, "A"},
	{"%c3%A6", false, "\xC3\xA6"}, {"a+b", false, "a+b"},
	{"a+b", true, "a b"}, {"%2B", true, "+"}, {"%2541", false, "%41"},
	{"%", false, NULL}, {"%4", false, NULL}, {"a%4", false, NULL},
	{"%g1", false, NULL}, {"%1g", false, NULL}, {"%-1", false, NULL},
	{"%%41", false, NULL}};

START_TEST(escapes_are_decoded_once)
{
	const char *from = escapes[_i].from;
	char to[32];
	size_t length = 99;
	enum result result = text_percent_decode(to, from, strlen(from),
	    escapes[_i].plus, &length);

	if (escapes[_i].to == NULL) {
		ck_assert_int_eq(result, RESULT_BAD_INPUT);
		ck_assert_uint_eq(length, 99);
	} else {
		ck_assert_int_eq(result, RESULT_OK);
		ck_assert_str_eq(to, escapes[_i].to);
		ck_assert_uint_eq(length, strlen(escapes[_i].to));
	}
}
END_TEST

START_TEST(decoding_works_in_place)
{
	char text[] = "%41%42%43";
	size_t length;

	ck_assert_int_eq(text_percent_decode(text, text, strlen(text), false,
	    &length), RESULT_OK);
	ck_assert_str_eq(text, "ABC");
}
END_TEST

/* RFC 4648 section 10, without padding. */
static const struct {
	const char *bytes, *text;
} base64[] = {{"", ""}, {"f", "Zg"}, {"fo", "Zm8"}, {"foo", "Zm9v"},
	{"foob", "Zm9vYg"}, {"fooba", "Zm9vYmE"}, {"foobar", "Zm9vYmFy"},
	{"\xFB\xFF\xBF", "-_-_"}};

START_TEST(base64url_goes_there_and_back)
{
	size_t size = strlen(base64[_i].bytes);
	unsigned char bytes[8] = {0};
	char text[16];

	text_to_base64url(text, (const unsigned char *)base64[_i].bytes, size);
	ck_assert_str_eq(text, base64[_i].text);
	ck_assert_uint_eq(strlen(text), TEXT_BASE64URL_SIZE(size) - 1);
	ck_assert_int_eq(text_from_base64url(text, strlen(text), bytes, size),
	    RESULT_OK);
	ck_assert_mem_eq(bytes, base64[_i].bytes, size);
}
END_TEST

START_TEST(base64url_has_one_spelling)
{
	static const char *const bad[] = {"Zh", "Z", "Zg=", "Zg==", "Z+",
	    "Z/", "Z ", "", "Zgg", "Z\n",
	    "\xc3\xa6"};
	unsigned char bytes[4];

	for (size_t i = 0; i < LENGTH(bad); i++)
		ck_assert_int_eq(text_from_base64url(bad[i], strlen(bad[i]),
		    bytes, 1), RESULT_BAD_INPUT);
}
END_TEST

#define UUID "0f1e2d3c-4b5a-4978-8a9b-acbdcedfe0f1"

START_TEST(uuid_goes_there_and_back)
{
	struct uuid uuid;
	char text[UUID_TEXT_LENGTH + 1];

	ck_assert(uuid_parse(UUID, 36, &uuid));
	ck_assert_int_eq(uuid.bytes[0], 0x0f);
	ck_assert_int_eq(uuid.bytes[15], 0xf1);
	uuid_format(uuid, text);
	ck_assert_str_eq(text, UUID);
	ck_assert(uuid_parse("0F1E2D3C-4B5A-4978-8A9B-ACBDCEDFE0F1", 36,
	    &uuid));
	uuid_format(uuid, text);
	ck_assert_str_eq(text, UUID);
}
END_TEST

START_TEST(what_is_no_uuid_is_refused)
{
	static const char *const bad[] = {"", "0",
	    "0f1e2d3c-4b5a-4978-8a9b-acbdcedfe0f",
	    "0f1e2d3c-4b5a-4978-8a9b-acbdcedfe0f12",
	    "{f1e2d3c-4b5a-4978-8a9b-acbdcedfe0f}",
	    "0f1e2d3c04b5a-4978-8a9b-acbdcedfe0f1",
	    "0f1e2d3c-4b5a-4978-8a9b-acbdcedfe0fg",
	    "0f1e2d3c-4b5a-4978-8a9b-acbdcedfe0 1",
	    "0f1e2d3c4b5a49788a9bacbdcedfe0f1----"};
	struct uuid uuid = {{7}};

	for (size_t i = 0; i < LENGTH(bad); i++)
		ck_assert(!uuid_parse(bad[i], strlen(bad[i]), &uuid));
	ck_assert_int_eq(uuid.bytes[0], 7);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("text");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");

	tcase_add_loop_test(core, utf8_is_taken, 0, LENGTH(good_utf8));
	tcase_add_test(core, characters_are_counted);
	tcase_add_test(core, control_characters_are_found);
	tcase_add_test(core, what_nobody_sees_is_taken_out);
	tcase_add_test(core, a_control_character_has_a_place);
	tcase_add_loop_test(core, escapes_are_decoded_once, 0,
	    LENGTH(escapes));
	tcase_add_test(core, decoding_works_in_place);
	tcase_add_loop_test(core, base64url_goes_there_and_back, 0,
	    LENGTH(base64));
	tcase_add_test(core, uuid_goes_there_and_back);
	suite_add_tcase(suite, core);
	tcase_add_loop_test(abuse, other_bytes_are_refused, 0,
	    LENGTH(bad_utf8));
	tcase_add_test(abuse, base64url_has_one_spelling);
	tcase_add_test(abuse, what_is_no_uuid_is_refused);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
