/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: words are what a reader would call words, and what looks the same has
 * one number, whoever set it.
 */
#include "casework/words.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "casework/fold.h"
#include "check_run.h"

static const struct {
	const char *text, *words; /* separated by | */
} texts[] = {
	{"", ""}, {" \n\t\f", ""}, {"sag", "sag"},
	{"Du får 12.500,50 kr. om måneden.", "Du|får|12.500,50|kr|.|om|måneden|."},
	{"fleksjob,løn", "fleksjob,løn"}, {"e-mail - nej", "e-mail|-|nej"},
	{"§ 12, stk. 3", "§|12|,|stk|.|3"}, {"§12", "§|12"}, {"(ja)", "(|ja|)"},
	{"a\xC2\xA0" "b", "a|b"}, {"\xE2\x80\x9Dnej\xE2\x80\x9D \xE2\x80\x93 jo",
	    "\xE2\x80\x9D|nej|\xE2\x80\x9D|\xE2\x80\x93|jo"},
	{"slut...", "slut|.|.|."}, {"-", "-"}, {"a.", "a|."}, {".a", ".|a"},
	{"a.\xC3\xA6", "a.\xC3\xA6"}, {"ord\r\nord", "ord|ord"},
	{"kommu-\nnen", "kommu-\nnen"}, {"kommu- nen", "kommu|-|nen"},
	{"kommu-\r\n  nen", "kommu-\r\n  nen"}, {"- \nnen", "-|nen"},
	{"kommu\xC2\xAD\nnen", "kommu\xC2\xAD\nnen"},
	{"kommu\xC2\xAD nen", "kommu\xC2\xAD|nen"},
	{"kommu\xC2\xAD.\nnen", "kommu\xC2\xAD|.|nen"},
	{"kom\xC2\xADmu\nnen", "kom\xC2\xADmu|nen"},
	{"8\xE2\x80\x93" "16", "8\xE2\x80\x93" "16"},
	{"A\xE2\x80\x91kasse", "A\xE2\x80\x91kasse"},
	{"d\xE2\x80\x99or", "d\xE2\x80\x99or"},
	{"\xE2\x80\x8E+45\xE2\x80\xAC x", "+|45\xE2\x80\xAC|x"},
	{"a\xE2\x80\xAF" "b", "a|b"}, {"\xC2\xABja\xC2\xBB", "\xC2\xAB|ja|\xC2\xBB"},
	{"\xEF\xBB\xBF", ""}, {"fleks\xC2\xADjob", "fleks\xC2\xADjob"},
	{"A\xCC\x8Ase", "A\xCC\x8Ase"}, {"\xF0\x9F\x99\x82ja", "\xF0\x9F\x99\x82|ja"}};

/* Two texts that look the same, word for word. */
static const struct {
	const char *a, *b;
} alike[] = {
	{"e\xEF\xAC\x80" "ekt", "effekt"}, {"A\xCC\x8Ase", "\xC3\x85se"},
	{"Aase", "\xC3\x85se"}, {"kommu-\nnen", "kommunen"},
	{"kommu\xC2\xAD\nnen", "kommunen"},
	{"kommu\xC2\xAD\xE2\x80\x8B \r\n  nen", "kommunen"},
	{"kommu\xC2\xAD-\xC2\xAD\nnen", "kommunen"},
	{"a\xC2\xAD\nfdeling", "afdeling"},
	{"e-\n  mail", "e-mail"}, {"fleks\xC2\xADjob", "fleksjob"},
	{"A\xE2\x80\x91kasse", "A-kasse"}, {"8\xE2\x80\x93" "16", "8-16"},
	{"\xE2\x80\x9Dnej\xE2\x80\x9D", "\"nej\""},
	{"\xC2\xBBja\xC2\xAB", "\xE2\x80\x9Eja\xE2\x80\x9C"},
	{"d\xE2\x80\x99or", "d'or"}, {"\xE2\x88\x92 3", "- 3"},
	{"12\xC2\xA0" "345", "12 345"}, {"\xE2\x80\x8E" "x\xE2\x80\x8F", "x"}};

/* And two that don't. */
static const struct {
	const char *a, *b;
} unlike[] = {
	{"12-\n14", "1214"}, {"12\xC2\xAD\n14", "1214"}, {"1214", "12-14"}, {"Sag", "sag"}, {"ja", "j\xC3\xA5"},
	{"\xC3\xB8l", "ol"}, {"5\xC2\xB2m", "5m"}};

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

static bool
are_alike(const char *a_text, const char *b_text)
{
	struct words a, b;
	bool same;

	ck_assert_int_eq(words_split(a_text, strlen(a_text), &a), RESULT_OK);
	ck_assert_int_eq(words_split(b_text, strlen(b_text), &b), RESULT_OK);
	ck_assert_int_eq(words_number(&a, &b), RESULT_OK);
	same = a.count == b.count;
	for (int32_t i = 0; same && i < a.count; i++)
		same = a.items[i].number == b.items[i].number;
	words_free(&a);
	words_free(&b);
	return same;
}

START_TEST(what_looks_the_same_is_the_same)
{
	ck_assert_msg(are_alike(alike[_i].a, alike[_i].b), "%s", alike[_i].a);
}
END_TEST

START_TEST(what_looks_different_is_not)
{
	ck_assert_msg(!are_alike(unlike[_i].a, unlike[_i].b), "%s",
	    unlike[_i].a);
}
END_TEST

/* A word of 64,000 accents, and one of as many of the longest ligature. */
START_TEST(forms_take_no_square)
{
	static const char *const pieces[] = {"\xCC\x81\xCC\xA3",
	    "\xEF\xB7\xBA"};
	const char *piece = pieces[_i];
	size_t step = strlen(piece), most = 64000 * step;
	char *text = malloc(most + 1);

	for (size_t i = 0; i < most; i += step)
		memcpy(text + i, piece, step);
	text[most] = '\0';
	ck_assert(are_alike(text, text));
	text[FOLD_BYTES_MOST / step * step] = '\0';
	ck_assert(are_alike(text, text));
	free(text);
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
	tcase_add_loop_test(core, what_looks_the_same_is_the_same, 0,
	    sizeof(alike) / sizeof(alike[0]));
	tcase_add_loop_test(core, what_looks_different_is_not, 0,
	    sizeof(unlike) / sizeof(unlike[0]));
	tcase_add_loop_test(limits, forms_take_no_square, 0, 2);
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
