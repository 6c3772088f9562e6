/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: every message has the order and the limits of MeMo 1.1 (memo.xsd), the
 * number of whom it is for in one place, and no other number or name.
 */
#include "courier/memo.h"

#include <libxml/xmlschemas.h>
#include <stdio.h>
#include <string.h>

#include "check_run.h"

#define TEXT "Der er nyt til dig.\nhttps://minsag.example/dokument.html?id=x\n"

static char space[65536];
static struct draft draft;

static struct memo_action actions[] = {
	{"Nyt dokument", "https://minsag.example/dokument.html?id=1&x=<2>"},
	{"En frist", "https://minsag.example/sag.html?id=2"},
};

static struct memo
letter(void)
{
	return (struct memo){.id = {{0x5e, 0x0f, 0x3a, 0x11, 0x22, 0x33, 0x44,
	    0x55, 0x86, 0x77, 1, 2, 3, 4, 5, 6}}, .sender_cvr = "12345678",
	    .sender_label = "Egeskov & \xc3\x98" "by Kommune",
	    .recipient = "0101501234", .label = "Nyt dokument i din sag",
	    .text = TEXT, .language = LANGUAGE_DA,
	    .time = INT64_C(1772000000) * 1000000, .actions = actions,
	    .action_count = 2};
}

static enum result
compose(const struct memo *memo)
{
	draft_begin(&draft, space, sizeof(space));
	return memo_compose(memo, &draft);
}

static void
quiet(void *about, const char *format, ...)
{
	(void)about;
	(void)format;
}

/* Whether the draft fits tests/courier/memo.xsd. */
static bool
fits(void)
{
	char path[4096];
	xmlSchemaParserCtxtPtr parser;
	xmlSchemaPtr schema;
	xmlSchemaValidCtxtPtr valid;
	xmlDocPtr doc = xmlReadMemory(draft.at, (int)draft.length, NULL, NULL,
	    XML_PARSE_NONET);
	int wrong;

	snprintf(path, sizeof(path), "%s/tests/courier/memo.xsd", SOURCE_DIR);
	parser = xmlSchemaNewParserCtxt(path);
	schema = xmlSchemaParse(parser);
	ck_assert_ptr_nonnull(schema);
	ck_assert_ptr_nonnull(doc);
	valid = xmlSchemaNewValidCtxt(schema);
	if (getenv("SHOW") == NULL)
		xmlSchemaSetValidErrors(valid, quiet, quiet, NULL);
	wrong = xmlSchemaValidateDoc(valid, doc);
	xmlSchemaFreeValidCtxt(valid);
	xmlSchemaFree(schema);
	xmlSchemaFreeParserCtxt(parser);
	xmlFreeDoc(doc);
	return wrong == 0;
}

START_TEST(a_letter)
{
	struct memo memo = letter();

	ck_assert_int_eq(compose(&memo), RESULT_OK);
	ck_assert(fits());
	ck_assert_ptr_nonnull(strstr(draft.at,
	    "<memo:messageType>DIGITALPOST<"));
	ck_assert_ptr_nonnull(strstr(draft.at,
	    "<memo:messageUUID>5e0f3a11-2233-4455-8677-010203040506<"));
	ck_assert_ptr_nonnull(strstr(draft.at,
	    "<memo:recipientID>0101501234<"));
	ck_assert_ptr_nonnull(strstr(draft.at,
	    "<memo:createdDateTime>2026-02-25T06:13:20Z<"));
	ck_assert_ptr_nonnull(strstr(draft.at, "?id=1&amp;x=&lt;2&gt;"));
	ck_assert_ptr_nonnull(strstr(draft.at,
	    "<memo:legalNotification>false<"));
}
END_TEST

START_TEST(an_sms)
{
	struct memo memo = letter();

	memo.text = NULL;
	memo.notification = "Nyt dokument i din sag.";
	memo.action_count = 0;
	ck_assert_int_eq(compose(&memo), RESULT_OK);
	ck_assert(fits());
	ck_assert_ptr_nonnull(strstr(draft.at, "<memo:messageType>NEMSMS<"));
	ck_assert_ptr_null(strstr(draft.at, "MessageBody"));
}
END_TEST

START_TEST(the_number_stands_once)
{
	struct memo memo = letter();
	const char *at;

	memo.label = "<memo:recipientID>0000000000</memo:recipientID>";
	ck_assert_int_eq(compose(&memo), RESULT_OK);
	at = strstr(draft.at, memo.recipient);
	ck_assert_ptr_nonnull(at);
	ck_assert_ptr_null(strstr(at + 1, memo.recipient));
	ck_assert_mem_eq(at - 18, "<memo:recipientID>", 18);
}
END_TEST

START_TEST(limits)
{
	char label[300], notification[200];
	struct memo memo = letter();

	memset(label, 'a', sizeof(label));
	label[256] = '\0';
	memo.label = label;
	ck_assert_int_eq(compose(&memo), RESULT_OK);
	ck_assert(fits());
	label[256] = 'a';
	label[257] = '\0';
	ck_assert_int_eq(compose(&memo), RESULT_BAD_INPUT);
	memo = letter();
	memset(notification, 'a', sizeof(notification));
	notification[150] = '\0';
	memo.text = NULL;
	memo.notification = notification;
	ck_assert_int_eq(compose(&memo), RESULT_OK);
	ck_assert(fits());
	notification[150] = 'a';
	notification[151] = '\0';
	ck_assert_int_eq(compose(&memo), RESULT_BAD_INPUT);
	memo = letter();
	memo.action_count = MEMO_ACTIONS_MOST + 1;
	ck_assert_int_eq(compose(&memo), RESULT_BAD_INPUT);
	memo = letter();
	draft_begin(&draft, space, 1000);
	ck_assert_int_eq(memo_compose(&memo, &draft), RESULT_BROKEN);
}
END_TEST

START_TEST(everything_else)
{
	static const char *const numbers[] = {"", "010150123", "01015012345",
	    "010150-1234", "01015o1234", "0101501234<"};
	static const char *const labels[] = {"", "a\nb", "a\tb", "\xc3"};
	struct memo memo;

	for (size_t i = 0; i < sizeof(numbers) / sizeof(numbers[0]); i++) {
		memo = letter();
		memo.recipient = numbers[i];
		ck_assert_msg(compose(&memo) == RESULT_BAD_INPUT, "%s",
		    numbers[i]);
	}
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++) {
		memo = letter();
		memo.label = labels[i];
		ck_assert_int_eq(compose(&memo), RESULT_BAD_INPUT);
	}
	memo = letter();
	memo.sender_cvr = "1234567";
	ck_assert_int_eq(compose(&memo), RESULT_BAD_INPUT);
	memo = letter();
	actions[1].url = "http://minsag.example/";
	ck_assert_int_eq(compose(&memo), RESULT_BAD_INPUT);
	memo = letter();
	memo.text = NULL;
	ck_assert_int_eq(compose(&memo), RESULT_BAD_INPUT);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("memo");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");

	tcase_add_test(core, a_letter);
	tcase_add_test(core, an_sms);
	tcase_add_test(core, the_number_stands_once);
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
