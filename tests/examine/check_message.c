/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a saved e-mail is told from a text that begins like one.
 */
#include <string.h>

#include "check_run.h"
#include "examine/message.h"

#define MESSAGE(text) ck_assert(message_is(text, sizeof(text) - 1))
#define TEXT(text) ck_assert(!message_is(text, sizeof(text) - 1))

START_TEST(messages)
{
	MESSAGE("From: Anna <a@b.dk>\r\nDate: Mon, 2 Mar 2026 10:00:00 +0100\r\n"
	    "Message-ID: <1@b.dk>\r\n\r\nHej\r\n");
	MESSAGE("Received: from x\r\n\tby y\r\ndate: x\nFROM:\n a\nFrom: a@b\n\n");
}
END_TEST

START_TEST(texts)
{
	TEXT("");
	TEXT("From: Anna\n");
	TEXT("Date: 3. marts\nFrom: Anna\n\nHej\n");
	TEXT("Date: 3. marts\nFrom: anna@b.dk\nTo: kommunen\n\nHej\n");
	TEXT("Message-ID: 1\nDate: 3. marts\n\nFrom: a@b.dk\n");
	TEXT(" From: a@b.dk\nDate: x\nMessage-ID: y\n\n");
	TEXT("Kære kommune\nFrom: a@b.dk\nDate: x\nMessage-ID: y\n\n");
	TEXT("From: a@b.dk\nDate: x\nMessage-ID: y");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("message");
	TCase *core = tcase_create("core");

	tcase_add_test(core, messages);
	tcase_add_test(core, texts);
	suite_add_tcase(suite, core);
	return check_run(suite);
}
