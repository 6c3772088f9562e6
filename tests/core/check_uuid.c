/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a UUID has one length and one shape, digits in either case are read
 * and lower ones written, and what is refused leaves no trace.
 */
#include "core/uuid.h"

#include <string.h>

#include "check_run.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define TEXT "0f1e2d3c-4b5a-4978-8a9b-acbdcedfe0f1"

static const struct uuid wanted = {{0x0f, 0x1e, 0x2d, 0x3c, 0x4b, 0x5a, 0x49,
	0x78, 0x8a, 0x9b, 0xac, 0xbd, 0xce, 0xdf, 0xe0, 0xf1}};

static bool
same(struct uuid a, struct uuid b)
{
	return memcmp(a.bytes, b.bytes, sizeof(a.bytes)) == 0;
}

/* Refused, and the place for the result as it was. */
static bool
is_refused(const char *text, size_t length)
{
	struct uuid uuid = wanted;

	return !uuid_parse(text, length, &uuid) && same(uuid, wanted);
}

START_TEST(either_case_is_read)
{
	static const char *const texts[] = {TEXT,
	    "0F1E2D3C-4B5A-4978-8A9B-ACBDCEDFE0F1",
	    "0f1E2d3C-4b5A-4978-8A9b-acbdCEDFe0F1"};
	struct uuid uuid;

	for (size_t i = 0; i < LENGTH(texts); i++) {
		uuid = (struct uuid){{0}};
		ck_assert(uuid_parse(texts[i], UUID_TEXT_LENGTH, &uuid));
		ck_assert(same(uuid, wanted));
	}
}
END_TEST

START_TEST(lower_case_is_written)
{
	char text[UUID_TEXT_LENGTH + 1];
	struct uuid uuid;

	memset(text, '!', sizeof(text));
	uuid_format(wanted, text);
	ck_assert_str_eq(text, TEXT);
	uuid_format((struct uuid){{0}}, text);
	ck_assert_str_eq(text, "00000000-0000-0000-0000-000000000000");
	memset(uuid.bytes, 0xff, sizeof(uuid.bytes));
	uuid_format(uuid, text);
	ck_assert_str_eq(text, "ffffffff-ffff-ffff-ffff-ffffffffffff");
}
END_TEST

START_TEST(every_byte_comes_back)
{
	char text[UUID_TEXT_LENGTH + 1];
	struct uuid uuid, read;

	for (int value = 0; value < 256; value++) {
		for (int i = 0; i < 16; i++)
			uuid.bytes[i] = (unsigned char)(value + 17 * i);
		uuid_format(uuid, text);
		ck_assert(uuid_parse(text, UUID_TEXT_LENGTH, &read));
		ck_assert(same(uuid, read));
	}
}
END_TEST

START_TEST(no_nul_is_needed)
{
	char text[UUID_TEXT_LENGTH];
	struct uuid uuid;

	memcpy(text, TEXT, sizeof(text));
	ck_assert(uuid_parse(text, sizeof(text), &uuid));
	ck_assert(same(uuid, wanted));
}
END_TEST

START_TEST(other_lengths_are_refused)
{
	static const char longer[] = TEXT TEXT;

	for (size_t length = 0; length < sizeof(longer); length++)
		ck_assert(length == UUID_TEXT_LENGTH ||
		    is_refused(longer, length));
}
END_TEST

/* At each place, one character that may not stand there. */
START_TEST(a_wrong_character_is_refused)
{
	static const char wrong[] = {'g', 'G', '/', ':', '@', '`', ' ', '+',
	    '\0', '_', '\x80', '\xff'};
	bool hyphen = TEXT[_i] == '-';
	char text[] = TEXT;

	for (size_t i = 0; i < sizeof(wrong); i++) {
		text[_i] = wrong[i];
		ck_assert(is_refused(text, UUID_TEXT_LENGTH));
	}
	text[_i] = hyphen ? '0' : '-';
	ck_assert(is_refused(text, UUID_TEXT_LENGTH));
}
END_TEST

START_TEST(other_spellings_are_refused)
{
	static const char *const texts[] = {
	    "{0f1e2d3c-4b5a-4978-8a9b-acbdcedfe0}",
	    "urn:uuid:0f1e2d3c-4b5a-4978-8a9b-acb",
	    "0f1e2d3c4b5a-4978-8a9b-acbdcedfe0f1-",
	    "0f1e2d3-c4b5a-4978-8a9b-acbdcedfe0f1",
	    "0f1e2d3c4b5a49788a9bacbdcedfe0f10000"};

	for (size_t i = 0; i < LENGTH(texts); i++) {
		ck_assert_uint_eq(strlen(texts[i]), UUID_TEXT_LENGTH);
		ck_assert(is_refused(texts[i], UUID_TEXT_LENGTH));
	}
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("uuid");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");

	tcase_add_test(core, either_case_is_read);
	tcase_add_test(core, lower_case_is_written);
	tcase_add_test(core, every_byte_comes_back);
	tcase_add_test(core, no_nul_is_needed);
	suite_add_tcase(suite, core);
	tcase_add_test(abuse, other_lengths_are_refused);
	tcase_add_loop_test(abuse, a_wrong_character_is_refused, 0,
	    UUID_TEXT_LENGTH);
	tcase_add_test(abuse, other_spellings_are_refused);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
