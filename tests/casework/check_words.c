/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: words are what a reader would call words, and equal bytes have equal
 * numbers.
 */
#include "casework/words.h"

#include <stdlib.h>
#include <string.h>

#include "check_run.h"

static const struct {
	const char *text, *words; /* separated by | */
} texts[] = {
	{"", ""}, {" \n\t\f", ""}, {"sag", "sag"},
	{"Du får 12.500,50 kr. om måneden.", "Du|får|12.500,50|kr|.|om|måneden|."},
	{"fleksjob,løn", "fleksjob,løn"}, {"e-mail - nej", "e-mail|-|nej"},
	{"§ 12, stk. 3", "§|12|,|stk|.|3"}, {"(ja)", "(|ja|)"},
	{"a\xC2\xA0" "b", "a|b"}, {"\xE2\x80\x9Dnej\xE2\x80\x9D \xE2\x80\x93 jo",
	    "\xE2\x80\x9D|nej|\xE2\x80\x9D|\xE2\x80\x93|jo"},
	{"slut...", "slut|.|.|."}, {"-", "-"}, {"a.", "a|."}, {".a", ".|a"},
	{"a.\xC3\xA6", "a.\xC3\xA6"}, {"ord\r\nord", "ord|ord"}};

START_TEST(texts_are_split)
{
	const char *wanted = texts[_i].words;
	struct words words;

	ck_assert_int_eq(words_split(texts[_i].text, strlen(texts[_i].text),
	    &words), RESULT_OK);
	for (int32_t w = 0; w < words.count; w++) {
		size_t length = strcspn(wanted, "|");
		ck_assert_msg(length == words.items[w].length &&
		    memcmp(wanted, words.items[w].at, length) == 0,
		    "\"%s\": \"%.*s\" and not \"%.*s\"", texts[_i].text,
		    (int)words.items[w].length, words.items[w].at, (int)length,
		    wanted);
		wanted += length + (wanted[length] == '|');
	}
	ck_assert_str_eq(wanted, "");
	words_free(&words);
}
END_TEST

START_TEST(equal_words_have_equal_numbers)
{
	static const char a_text[] = "en to tre en", b_text[] = "tre En en";
	struct words a, b;

	ck_assert_int_eq(words_split(a_text, strlen(a_text), &a), RESULT_OK);
	ck_assert_int_eq(words_split(b_text, strlen(b_text), &b), RESULT_OK);
	ck_assert_int_eq(words_number(&a, &b), RESULT_OK);
	for (int32_t i = 0; i < a.count; i++)
		for (int32_t j = 0; j < b.count; j++)
			ck_assert((a.items[i].number == b.items[j].number) ==
			    (a.items[i].length == b.items[j].length &&
			    memcmp(a.items[i].at, b.items[j].at,
				a.items[i].length) == 0));
	ck_assert_int_eq(a.items[0].number, a.items[3].number);
	words_free(&a);
	words_free(&b);
	ck_assert_int_eq(words_number(&a, &b), RESULT_OK);
	words_free(&a);
}
END_TEST

START_TEST(too_many_are_refused)
{
	size_t most = 2 * (WORDS_MOST + 1);
	char *text = malloc(most);
	struct words words;

	memset(text, ' ', most);
	for (size_t i = 0; i < most; i += 2)
		text[i] = 'a';
	ck_assert_int_eq(words_split(text, most, &words), RESULT_TOO_BIG);
	ck_assert_int_eq(words_split(text, most - 2, &words), RESULT_OK);
	ck_assert_int_eq(words.count, WORDS_MOST);
	words_free(&words);
	free(text);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("words");
	TCase *core = tcase_create("core");
	TCase *limits = tcase_create("limits");

	tcase_add_loop_test(core, texts_are_split, 0,
	    sizeof(texts) / sizeof(texts[0]));
	tcase_add_test(core, equal_words_have_equal_numbers);
	suite_add_tcase(suite, core);
	tcase_add_test(limits, too_many_are_refused);
	suite_add_tcase(suite, limits);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
