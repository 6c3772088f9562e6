/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: what was removed and added is told as a reader would tell it; the two
 * texts can be made of it again; nothing shorter would do; and the work is
 * bounded.
 */
#include "casework/changes.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "casework/words.h"
#include "check_run.h"

/* Golden values, worked out by hand: [-removed-] {+added+} ..words skipped.. */
static const struct {
	const char *from, *to, *told;
	size_t context;
} golden[] = {
	{"", "", "", 9}, {"Det samme.", "Det  samme .", "", 9},
	{"Kommu-\nnen: \"e\xEF\xAC\x80" "ekt\" hos Aase",
	    "Kommunen: \xE2\x80\x9D" "effekt\xE2\x80\x9D hos \xC3\x85se", "", 9},
	{"Stor e\xEF\xAC\x80" "ekt i maj", "Stor effekt i juni",
	    "Stor effekt i [-maj-]{+juni+}", 9},
	{"", "Ny tekst", "{+Ny tekst+}", 9},
	{"Gammel tekst", "", "[-Gammel tekst-]", 9},
	{"Du får fleksjob fra maj.", "Du får fleksjob fra juni.",
	    "Du får fleksjob fra [-maj-]{+juni+}.", 9},
	{"Du får hjælp.", "Du får ikke hjælp.", "Du får {+ikke +}hjælp.", 9},
	{"Du får ikke hjælp.", "Du får hjælp.", "Du får [-ikke -]hjælp.", 9},
	{"Kari og Bo", "Anne og Per", "[-Kari og Bo-]{+Anne og Per+}", 9},
	{"12.500 kr. om måneden", "12.900 kr. om måneden",
	    "[-12.500 -]{+12.900 +}kr. om måneden", 9},
	{"a1 b2 c3 d4 e5 f6 g7 h8", "a1 b2 c3 d4 X5 f6 g7 h8",
	    "..2..c3 d4 [-e5 -]{+X5 +}f6 g7 ..1..", 2},
	{"a1 b2 c3 d4 e5 f6 g7", "b2 c3 d4 e5 f6",
	    "[-a1 -]b2 ..3..f6 [-g7-]", 1},
	{"a1 b2 c3 d4", "a1 X2 c3 d4", "..1..[-b2 -]{+X2 +}..2..", 0},
	{"en to tre fire fem", "to tre seks fire fem syv",
	    "[-en -]to tre {+seks +}fire fem {+syv+}", 9}};

static void
told(const struct changes *changes, char *ret_text, size_t size)
{
	static const char *const before[] = {"", "[-", "{+"};
	static const char *const after[] = {"", "-]", "+}"};
	size_t length = 0;

	ret_text[0] = '\0';
	for (size_t i = 0; i < changes->count; i++) {
		const struct change *it = &changes->items[i];
		if (it->what == CHANGE_SKIPPED)
			length += (size_t)snprintf(ret_text + length,
			    size - length, "..%zu..", it->words);
		else
			length += (size_t)snprintf(ret_text + length,
			    size - length, "%s%.*s%s", before[it->what],
			    (int)it->length, it->at, after[it->what]);
		ck_assert(length < size);
	}
}

START_TEST(golden_values)
{
	struct changes changes = {0};
	char text[512];

	ck_assert_int_eq(changes_find(golden[_i].from, strlen(golden[_i].from),
	    golden[_i].to, strlen(golden[_i].to), golden[_i].context, &changes),
	    RESULT_OK);
	told(&changes, text, sizeof(text));
	ck_assert_str_eq(text, golden[_i].told);
	ck_assert(!changes.coarse);
	changes_free(&changes);
}
END_TEST

/* ---- Against the textbook: a table of the longest common subsequence ---- */

#define LETTERS_MOST 24

static int
least_edits(const char *a, int n, const char *b, int m)
{
	int best[LETTERS_MOST + 1][LETTERS_MOST + 1];

	for (int i = 0; i <= n; i++)
		for (int j = 0; j <= m; j++) {
			if (i == 0 || j == 0) {
				best[i][j] = i + j;
				continue;
			}
			best[i][j] = 1 + (best[i - 1][j] < best[i][j - 1]
			    ? best[i - 1][j] : best[i][j - 1]);
			if (a[i - 1] == b[j - 1] &&
			    best[i - 1][j - 1] < best[i][j])
				best[i][j] = best[i - 1][j - 1];
		}
	return best[n][m];
}

/*
 * Words of ten letters, so that none is an island; more than one of a kind.
 * Returns how many.
 */
static int
random_text(char *ret_letters, char *ret_text)
{
	int count = rand() % (LETTERS_MOST + 1);

	ret_text[0] = '\0';
	for (int i = 0; i < count; i++) {
		ret_letters[i] = (char)('a' + rand() % 5);
		sprintf(ret_text + strlen(ret_text), "%cbcdefghij ",
		    ret_letters[i]);
	}
	return count;
}

/* Both texts must come out again when the changes are put together. */
static int
count_and_rebuild(const struct changes *changes, const char *from,
    const char *to)
{
	char old_text[LETTERS_MOST * 11 + 1] = "", new_text[sizeof(old_text)] = "";
	int edits = 0;

	if (changes->count == 0) {
		ck_assert_str_eq(from, to);
		return 0;
	}
	for (size_t i = 0; i < changes->count; i++) {
		const struct change *it = &changes->items[i];
		if (it->what != CHANGE_ADDED)
			strncat(old_text, it->at, it->words * 11);
		if (it->what != CHANGE_REMOVED)
			strncat(new_text, it->at, it->words * 11);
		if (it->what != CHANGE_SAME)
			edits += (int)it->words;
	}
	ck_assert_str_eq(old_text, from);
	ck_assert_str_eq(new_text, to);
	return edits;
}

START_TEST(nothing_shorter_would_do)
{
	char a[LETTERS_MOST], b[LETTERS_MOST];
	char from[LETTERS_MOST * 11 + 1], to[LETTERS_MOST * 11 + 1];

	srand(1);
	for (int round = 0; round < 20000; round++) {
		struct changes changes = {0};
		int n = random_text(a, from), m = random_text(b, to);
		ck_assert_int_eq(changes_find(from, strlen(from), to,
		    strlen(to), 1000, &changes), RESULT_OK);
		ck_assert_int_eq(count_and_rebuild(&changes, from, to),
		    least_edits(a, n, b, m));
		changes_free(&changes);
	}
}
END_TEST

/* ---- Bounds ---- */

#define WORDS_IN_TEST 80000

static char *
numbers(int from, int step, size_t *ret_length)
{
	char *text = malloc(WORDS_IN_TEST * 8 + 1);
	size_t length = 0;

	for (int i = 0; i < WORDS_IN_TEST; i++)
		length += (size_t)sprintf(text + length, "%d ",
		    from + i * step);
	*ret_length = length;
	return text;
}

/*
 * As many words, of a vocabulary with the chances that words have in a
 * language; every so many-th one is changed. Returns how many were.
 */
static int
story(char *ret_text, size_t *ret_length, int every)
{
	size_t length = 0;
	int changed = 0;

	srand(2);
	for (int i = 0; i < WORDS_IN_TEST; i++) {
		int word = 20000 / (1 + rand() % 19999);
		bool other = every > 0 && i % every == every - 1;
		length += (size_t)sprintf(ret_text + length, "%s%d ",
		    other ? "changed" : "word", other ? i : word);
		changed += other;
	}
	*ret_length = length;
	return changed;
}

START_TEST(many_changes_in_a_long_text_are_told_one_by_one)
{
	static const int every[] = {2, 3, 5, 14, 100};
	char *from = malloc(WORDS_IN_TEST * 16), *to = malloc(WORDS_IN_TEST * 16);
	size_t old_length, new_length, removed = 0;
	struct changes changes = {0};
	int changed;
	clock_t begun;

	story(from, &old_length, 0);
	changed = story(to, &new_length, every[_i]);
	begun = clock();
	ck_assert_int_eq(changes_find(from, old_length, to, new_length, 9,
	    &changes), RESULT_OK);
	/* Far more than it takes, also with sanitizers. */
	ck_assert((clock() - begun) / CLOCKS_PER_SEC < 10);
	for (size_t i = 0; i < changes.count; i++)
		if (changes.items[i].what == CHANGE_REMOVED)
			removed += changes.items[i].words;
	ck_assert_uint_ge(removed, (size_t)changed);
	if (every[_i] >= 5) {
		ck_assert(!changes.coarse);
		ck_assert_uint_le(removed, (size_t)changed * 11 / 10);
	}
	changes_free(&changes);
	free(from);
	free(to);
}
END_TEST

/* Texts that give the least to hold on to: one below is random of few words. */
static char *
hard(int kind, int seed, size_t *ret_length)
{
	char *text = malloc(WORDS_MOST * 8 + 1);
	size_t length = 0;

	srand((unsigned int)seed + 5);
	for (int i = 0; i < WORDS_MOST; i++) {
		int word = kind == 0 ? rand() % 2 : kind == 1 ? rand() % 50
		    : kind == 2 ? (seed == 0 ? i : WORDS_MOST - 1 - i)
		    : seed == 0 ? i : (i * 7919) % WORDS_MOST;
		length += (size_t)sprintf(text + length, "%d ", word);
	}
	*ret_length = length;
	return text;
}

START_TEST(work_is_bounded)
{
	size_t old_length, new_length;
	char *from = hard(_i, 0, &old_length);
	char *to = hard(_i, 1, &new_length);
	struct changes changes = {0};
	clock_t begun = clock();

	ck_assert_int_eq(changes_find(from, old_length, to, new_length, 9,
	    &changes), RESULT_OK);
	/* Far more than it takes, also with sanitizers. */
	ck_assert((clock() - begun) / CLOCKS_PER_SEC < 10);
	changes_free(&changes);
	free(from);
	free(to);
}
END_TEST

START_TEST(nothing_in_common_is_told_as_such)
{
	size_t old_length, new_length;
	char *from = numbers(100000, 1, &old_length);
	char *to = numbers(200000, 1, &new_length);
	struct changes changes = {0};

	ck_assert_int_eq(changes_find(from, old_length, to, new_length, 9,
	    &changes), RESULT_OK);
	ck_assert(!changes.coarse);
	ck_assert_uint_eq(changes.count, 2);
	ck_assert_uint_eq(changes.items[0].words, WORDS_IN_TEST);
	ck_assert_uint_eq(changes.items[1].words, WORDS_IN_TEST);
	changes_free(&changes);
	free(from);
	free(to);
}
END_TEST

START_TEST(a_large_text_with_few_changes_is_told_exactly)
{
	size_t length;
	char *from = numbers(100000, 1, &length), *to = strdup(from);
	struct changes changes = {0};

	for (size_t at = 7; at < length; at += 7 * 1000)
		to[at] = '9';
	ck_assert_int_eq(changes_find(from, length, to, length, 3, &changes),
	    RESULT_OK);
	ck_assert(!changes.coarse);
	/* Each: 3 words, removed, added, 3 words, what is skipped. */
	ck_assert_uint_eq(changes.count, 5 * (WORDS_IN_TEST / 1000));
	changes_free(&changes);
	free(from);
	free(to);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("changes");
	TCase *core = tcase_create("core");
	TCase *limits = tcase_create("limits");

	tcase_add_loop_test(core, golden_values, 0,
	    sizeof(golden) / sizeof(golden[0]));
	tcase_add_test(core, nothing_shorter_would_do);
	suite_add_tcase(suite, core);
	tcase_set_timeout(limits, 60);
	tcase_add_loop_test(limits,
	    many_changes_in_a_long_text_are_told_one_by_one, 0, 5);
	tcase_add_loop_test(limits, work_is_bounded, 0, 4);
	tcase_add_test(limits, nothing_in_common_is_told_as_such);
	tcase_add_test(limits, a_large_text_with_few_changes_is_told_exactly);
	suite_add_tcase(suite, limits);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
