/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: addresses that people have pass; nothing that could end a header, a
 * command or an address does.
 */
#include "casework/email.h"

#include <string.h>

#include "check_run.h"

START_TEST(addresses)
{
	static const char *const good[] = {"anna@example.dk", "a@b.dk",
	    "Anna.Hansen+sag@post.example.co.uk", "o'neill@example.dk",
	    "x_y-z@xn--sprvogn-dxa5i.example", "1@2.dk", "a@1.2.dk"};

	for (size_t i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		ck_assert_msg(email_valid(good[i]), "%s", good[i]);
}
END_TEST

START_TEST(limits)
{
	char text[300];

	memset(text, 'a', sizeof(text));
	memcpy(text + 64, "@b.dk", 6);
	ck_assert(email_valid(text));
	memset(text, 'a', sizeof(text));
	memcpy(text + 65, "@b.dk", 6);
	ck_assert(!email_valid(text));
	memcpy(text, "a@", 2);
	for (int i = 2; i < 250; i++)
		text[i] = i % 50 == 0 ? '.' : 'a';
	memcpy(text + 251, ".dk", 4);
	ck_assert_uint_eq(strlen(text), 254);
	ck_assert(email_valid(text));
	memcpy(text + 251, ".dkk", 5);
	ck_assert(!email_valid(text));
}
END_TEST

START_TEST(everything_else)
{
	static const char *const bad[] = {"", "@", "a", "a@", "@b.dk",
	    "a@b", "a@b.", "a@.dk", "a@b..dk", "a@-b.dk", "a@b-.dk",
	    ".a@b.dk", "a.@b.dk", "a..b@c.dk", "a b@c.dk", "a@b c.dk",
	    "a@b.dk ", " a@b.dk", "a@b.dk\r\nBcc: x@y.dk", "a@b.dk\n",
	    "a@b.dk,c@d.dk", "<a@b.dk>", "\"a b\"@c.dk", "a@[127.0.0.1]",
	    "a@127.0.0.1", "a@b@c.dk", "a(x)@b.dk", "s\xc3\xb8ren@b.dk",
	    "a@s\xc3\xb8.dk", "a;b@c.dk", "a:b@c.dk", "a\\b@c.dk",
	    "a\tb@c.dk", "a@b_c.dk"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(!email_valid(bad[i]), "%s", bad[i]);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("email");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");

	tcase_add_test(core, addresses);
	tcase_add_test(core, limits);
	suite_add_tcase(suite, core);
	tcase_add_test(abuse, everything_else);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
