/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a mail that every reader shows as it was written: head and body in
 * ASCII, lines of at most 76 bytes, nothing that ends a header early.
 */
#include "courier/mail.h"

#include <string.h>

#include "check_run.h"

static char space[32768];
static struct draft draft;

static struct mail
mail(void)
{
	return (struct mail){.from_name = "Egeskov Kommune",
	    .from = "minsag@egeskov.example", .to = "anna@example.dk",
	    .subject = "Nyt dokument i din sag", .text = "Hej\n",
	    .id = {{0x5e, 0x0f, 0x3a, 0x11, 0x22, 0x33, 0x44, 0x55, 0x86,
		0x77, 1, 2, 3, 4, 5, 6}}, .time = 1772000000,
	    .language = LANGUAGE_DA};
}

/* Composes, and looks at what holds for every mail. */
static const char *
compose(const struct mail *it)
{
	draft_begin(&draft, space, sizeof(space));
	mail_compose(it, &draft);
	ck_assert(!draft.full);
	for (const char *at = draft.at; *at != '\0';) {
		const char *end = strstr(at, "\r\n");
		ck_assert_ptr_nonnull(end);
		ck_assert_int_le(end - at, 76);
		for (; at < end; at++)
			ck_assert_msg(*at >= ' ' && *at <= '~', "%x", *at);
		at = end + 2;
	}
	return draft.at;
}

static bool
has(const char *part)
{
	return strstr(draft.at, part) != NULL;
}

START_TEST(the_head)
{
	struct mail it = mail();

	compose(&it);
	ck_assert_mem_eq(draft.at,
	    "Date: Wed, 25 Feb 2026 06:13:20 +0000\r\nFrom: ", 45);
	ck_assert(has("=?UTF-8?Q?Egeskov_Kommune?=\r\n "
	    "<minsag@egeskov.example>\r\n"));
	ck_assert(has("\r\nTo: anna@example.dk\r\n"));
	ck_assert(has("\r\nSubject: Nyt dokument i din sag\r\n"));
	ck_assert(has("\r\nMessage-ID: <5e0f3a11-2233-4455-8677-010203040506"
	    "@egeskov.example>\r\n"));
	ck_assert(has("\r\nContent-Type: text/plain; charset=utf-8\r\n"));
	ck_assert(has("\r\nAuto-Submitted: auto-generated\r\n"));
	ck_assert(has("\r\nContent-Language: da\r\n"));
	ck_assert(has("\r\n\r\nHej\r\n"));
}
END_TEST

START_TEST(danish_letters)
{
	struct mail it = mail();

	it.from_name = "\xc3\x86r\xc3\xb8 Kommune";
	it.subject = "En frist n\xc3\xa6rmer sig";
	it.text = "\xc3\x86" "ble = 100%\n";
	compose(&it);
	ck_assert(has("From: =?UTF-8?Q?=C3=86r=C3=B8_Kommune?="));
	ck_assert(has("Subject: =?UTF-8?Q?En_frist_n=C3=A6rmer_sig?=\r\n"));
	ck_assert(has("\r\n=C3=86ble =3D 100%\r\n"));
}
END_TEST

START_TEST(long_words_are_folded_between_characters)
{
	char name[241];
	struct mail it = mail();

	for (int i = 0; i < 240; i += 2)
		memcpy(name + i, "\xc3\xb8", 2);
	name[240] = '\0';
	it.from_name = name;
	it.subject = name;
	compose(&it);
	ck_assert(has("=C3=B8?=\r\n =?UTF-8?Q?=C3=B8"));
	ck_assert(!has("=C3?="));
}
END_TEST

START_TEST(long_lines_and_their_ends)
{
	char text[1000];
	struct mail it = mail();

	memset(text, 'a', sizeof(text));
	memcpy(text + sizeof(text) - 13, " \nx\t\n\n.\nFrom", 13);
	it.text = text;
	compose(&it);
	ck_assert(has("a=\r\na"));
	ck_assert(has("=20\r\nx=09\r\n\r\n.\r\nFrom\r\n"));
}
END_TEST

START_TEST(a_name_can_not_add_a_header)
{
	struct mail it = mail();

	it.from_name = "x\r\nBcc: y@z.dk";
	it.subject = "x\r\nBcc: y@z.dk";
	compose(&it);
	ck_assert(!has("\r\nBcc"));
	ck_assert(has("=0D=0ABcc"));
}
END_TEST

START_TEST(what_does_not_fit_is_full)
{
	struct mail it = mail();

	draft_begin(&draft, space, 200);
	mail_compose(&it, &draft);
	ck_assert(draft.full);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("mail");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");

	tcase_add_test(core, the_head);
	tcase_add_test(core, danish_letters);
	tcase_add_test(core, long_words_are_folded_between_characters);
	tcase_add_test(core, long_lines_and_their_ends);
	suite_add_tcase(suite, core);
	tcase_add_test(abuse, a_name_can_not_add_a_header);
	tcase_add_test(abuse, what_does_not_fit_is_full);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
