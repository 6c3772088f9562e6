/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a letter has kinds and links and nothing else of the citizen's, in
 * both languages; an SMS has its length and no link.
 */
#include "courier/letter.h"

#include <stdio.h>
#include <string.h>

#include "check_run.h"
#include "core/text.h"

#define BASE "https://minsag.example/min"
#define PAGE "dokument.html?id=d1000000-0000-4000-8000-000000000001"

static char space[8192];
static struct draft draft;
static struct letter_item items[LETTER_ITEMS_MOST + 5];

static struct letter
letter(enum language language, size_t count)
{
	for (size_t i = 0; i < sizeof(items) / sizeof(items[0]); i++)
		items[i] = (struct letter_item){LETTER_NEW_DOCUMENT, PAGE};
	return (struct letter){.language = language,
	    .municipality = "Egeskov Kommune", .base_url = BASE,
	    .items = items, .count = count};
}

static const char *
text_of(const struct letter *it)
{
	draft_begin(&draft, space, sizeof(space));
	letter_text(it, &draft);
	ck_assert(!draft.full);
	ck_assert(text_is_utf8(draft.at, draft.length));
	return draft.at;
}

static int
count_of(const char *text, const char *part)
{
	int count = 0;

	while ((text = strstr(text, part)) != NULL) {
		text += strlen(part);
		count++;
	}
	return count;
}

START_TEST(kinds_have_words)
{
	static const char *const words[] = {"new-document",
	    "answered-remark", "rejected-upload", "deadline-near"};
	enum letter_kind kind;

	for (int i = 0; i < LETTER_KINDS; i++) {
		ck_assert_int_eq(letter_kind_read(words[i], &kind),
		    RESULT_OK);
		ck_assert_int_eq(kind, i);
	}
	ck_assert_int_eq(letter_kind_read("gossip", &kind),
	    RESULT_BAD_INPUT);
}
END_TEST

START_TEST(one_thing)
{
	struct letter it = letter(LANGUAGE_DA, 1);

	ck_assert_str_eq(letter_subject(&it), "Nyt dokument i din sag");
	ck_assert_ptr_nonnull(strstr(text_of(&it),
	    "\nNyt dokument:\n" BASE "/" PAGE "\n"));
	ck_assert_ptr_nonnull(strstr(draft.at, "hos Egeskov Kommune.\n"));
	ck_assert_ptr_nonnull(strstr(draft.at, BASE "/beskeder.html"));
	it.language = LANGUAGE_EN;
	ck_assert_str_eq(letter_subject(&it), "New document in your case");
	ck_assert_ptr_nonnull(strstr(text_of(&it), BASE "/" PAGE));
}
END_TEST

START_TEST(several_things)
{
	struct letter it = letter(LANGUAGE_DA, 4);

	items[1].kind = LETTER_DEADLINE_NEAR;
	items[3].kind = LETTER_ANSWERED_REMARK;
	ck_assert_str_eq(letter_subject(&it), "Nyt i dine sager");
	text_of(&it);
	ck_assert_int_eq(count_of(draft.at, "\nNyt dokument:\n"), 1);
	ck_assert_int_eq(count_of(draft.at, BASE "/" PAGE), 4);
	it = letter(LANGUAGE_DA, 3);
	ck_assert_str_eq(letter_subject(&it), "Nyt dokument i din sag");
}
END_TEST

START_TEST(very_many_things)
{
	struct letter it = letter(LANGUAGE_DA, LETTER_ITEMS_MOST + 1);

	text_of(&it);
	ck_assert_int_eq(count_of(draft.at, BASE "/" PAGE),
	    LETTER_ITEMS_MOST);
	ck_assert_ptr_nonnull(strstr(draft.at, BASE "/sager.html"));
}
END_TEST

START_TEST(a_code)
{
	struct letter it = letter(LANGUAGE_DA, 0);

	it.code = "01234567";
	ck_assert_str_eq(letter_subject(&it), "Din kode til Min Sag");
	ck_assert_int_eq(count_of(text_of(&it), "01234567"), 1);
	ck_assert_ptr_null(strstr(draft.at, "https://"));
}
END_TEST

START_TEST(an_sms_has_its_length_and_no_link)
{
	for (int language = 0; language < 2; language++)
		for (int kind = 0; kind < LETTER_KINDS; kind++) {
			struct letter it = letter((enum language)language, 1);
			items[0].kind = (enum letter_kind)kind;
			draft_begin(&draft, space, sizeof(space));
			letter_short(&it, &draft);
			ck_assert(!draft.full);
			ck_assert_uint_le(text_characters(draft.at,
			    draft.length), 150);
			ck_assert_ptr_null(strstr(draft.at, "http"));
		}
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("letter");
	TCase *core = tcase_create("core");

	tcase_add_test(core, kinds_have_words);
	tcase_add_test(core, one_thing);
	tcase_add_test(core, several_things);
	tcase_add_test(core, very_many_things);
	tcase_add_test(core, a_code);
	tcase_add_test(core, an_sms_has_its_length_and_no_link);
	suite_add_tcase(suite, core);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
