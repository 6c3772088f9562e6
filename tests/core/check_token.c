/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: only what this ring sealed opens, only in its time, and a rotation of
 * keys logs nobody out.
 */
#include "core/token.h"

#include <stdio.h>
#include <string.h>

#include "check_run.h"
#include "core/vault.h"

#define KEY_A "000102030405060708090a0b0c0d0e0f" \
	"101112131415161718191a1b1c1d1e1f"
#define KEY_B "ff0102030405060708090a0b0c0d0e0f" \
	"101112131415161718191a1b1c1d1e1f"
#define NOW 1800000000

static struct token_ring *ring;
static struct token_claims claims;

static struct token_ring *
make_ring(const char *text)
{
	struct token_ring *made = NULL;

	ck_assert_int_eq(token_ring_parse(text, strlen(text), &made),
	    RESULT_OK);
	return made;
}

static void
setup(void)
{
	ck_assert_int_eq(vault_start(), RESULT_OK);
	ring = make_ring("7 " KEY_A "\n");
	claims = (struct token_claims){
	    .issued = NOW - 10, .expires = NOW + 10, .level = LEVEL_HIGH};
	memset(claims.session_key, 0x5a, sizeof(claims.session_key));
}

static void
teardown(void)
{
	token_ring_free(ring);
}

static enum result
open_at(const struct token_ring *with, const char *text, int64_t now)
{
	struct token_claims got = {0};
	enum result result;

	result = token_open(with, TOKEN_CITIZEN, text, strlen(text), &got);
	if (result != RESULT_OK)
		ck_assert_int_eq(got.expires, 0);
	else if (!token_is_current(&got, now))
		result = RESULT_NOT_LOGGED_IN;
	else
		ck_assert_mem_eq(got.session_key, claims.session_key,
		    sizeof(got.session_key));
	return result;
}

START_TEST(claims_come_back)
{
	char text[TOKEN_TEXT_SIZE];
	struct token_claims got;

	ck_assert_int_eq(token_seal(ring, TOKEN_CITIZEN, &claims, text), RESULT_OK);
	ck_assert_int_eq(token_open(ring, TOKEN_CITIZEN, text,
	    strlen(text), &got),
	    RESULT_OK);
	ck_assert_int_eq(got.issued, claims.issued);
	ck_assert_int_eq(got.expires, claims.expires);
	ck_assert_int_eq(got.level, LEVEL_HIGH);
	ck_assert_mem_eq(got.session_key, claims.session_key, 32);
}
END_TEST

START_TEST(the_same_claims_never_look_the_same)
{
	char a[TOKEN_TEXT_SIZE], b[TOKEN_TEXT_SIZE];

	ck_assert_int_eq(token_seal(ring, TOKEN_CITIZEN, &claims, a), RESULT_OK);
	ck_assert_int_eq(token_seal(ring, TOKEN_CITIZEN, &claims, b), RESULT_OK);
	ck_assert_str_ne(a, b);
}
END_TEST

START_TEST(a_rotation_logs_nobody_out)
{
	struct token_ring *rotated = make_ring("8 " KEY_B "\n7 " KEY_A "\n");
	struct token_ring *later = make_ring("8 " KEY_B "\n");
	char old[TOKEN_TEXT_SIZE], new[TOKEN_TEXT_SIZE];

	ck_assert_int_eq(token_seal(ring, TOKEN_CITIZEN, &claims, old), RESULT_OK);
	ck_assert_int_eq(token_seal(rotated, TOKEN_CITIZEN, &claims, new), RESULT_OK);
	ck_assert_int_eq(open_at(rotated, old, NOW), RESULT_OK);
	ck_assert_int_eq(open_at(rotated, new, NOW), RESULT_OK);
	/* The new key seals: the old ring can't open it. */
	ck_assert_int_eq(open_at(ring, new, NOW), RESULT_NOT_LOGGED_IN);
	ck_assert_int_eq(open_at(later, new, NOW), RESULT_OK);
	ck_assert_int_eq(open_at(later, old, NOW), RESULT_NOT_LOGGED_IN);
	token_ring_free(rotated);
	token_ring_free(later);
}
END_TEST

START_TEST(time_limits)
{
	char text[TOKEN_TEXT_SIZE];

	ck_assert_int_eq(token_seal(ring, TOKEN_CITIZEN, &claims, text), RESULT_OK);
	ck_assert_int_eq(open_at(ring, text, NOW + 9), RESULT_OK);
	ck_assert_int_eq(open_at(ring, text, NOW + 10), RESULT_NOT_LOGGED_IN);
	ck_assert_int_eq(open_at(ring, text, NOW - 70), RESULT_OK);
	ck_assert_int_eq(open_at(ring, text, NOW - 71), RESULT_NOT_LOGGED_IN);
}
END_TEST

START_TEST(unreasonable_claims_are_not_sealed)
{
	char text[TOKEN_TEXT_SIZE] = "untouched";

	claims.expires = claims.issued - 1;
	ck_assert_int_eq(token_seal(ring, TOKEN_CITIZEN, &claims, text), RESULT_BROKEN);
	claims.issued = -1;
	ck_assert_int_eq(token_seal(ring, TOKEN_CITIZEN, &claims, text), RESULT_BROKEN);
	ck_assert_str_eq(text, "untouched");
}
END_TEST

START_TEST(sixteen_keys_are_the_most)
{
	char text[17 * 80] = "";
	struct token_ring *many = NULL;

	for (int i = 1; i <= 17; i++) {
		snprintf(text + strlen(text), sizeof(text) - strlen(text),
		    "%d " KEY_A "\n", i);
		if (i == 16) {
			ck_assert_int_eq(token_ring_parse(text, strlen(text),
			    &many), RESULT_OK);
			token_ring_free(many);
			many = NULL;
		}
	}
	ck_assert_int_eq(token_ring_parse(text, strlen(text), &many),
	    RESULT_BAD_INPUT);
	ck_assert_ptr_null(many);
}
END_TEST

START_TEST(every_changed_character_is_noticed)
{
	char text[TOKEN_TEXT_SIZE], changed[TOKEN_TEXT_SIZE];
	size_t length;

	ck_assert_int_eq(token_seal(ring, TOKEN_CITIZEN, &claims, text), RESULT_OK);
	length = strlen(text);
	for (size_t i = 0; i < length; i++) {
		memcpy(changed, text, sizeof(text));
		changed[i] = changed[i] == 'A' ? 'B' : 'A';
		ck_assert_int_eq(open_at(ring, changed, NOW),
		    RESULT_NOT_LOGGED_IN);
	}
}
END_TEST

START_TEST(every_other_length_is_refused)
{
	char text[TOKEN_TEXT_SIZE + 2];
	struct token_claims got;
	size_t length;

	ck_assert_int_eq(token_seal(ring, TOKEN_CITIZEN, &claims, text), RESULT_OK);
	length = strlen(text);
	for (size_t i = 0; i < length; i++)
		ck_assert_int_eq(token_open(ring, TOKEN_CITIZEN, text, i,
		    &got),
		    RESULT_NOT_LOGGED_IN);
	strcpy(text + length, "A");
	ck_assert_int_eq(open_at(ring, text, NOW), RESULT_NOT_LOGGED_IN);
	strcpy(text + length, "=");
	ck_assert_int_eq(open_at(ring, text, NOW), RESULT_NOT_LOGGED_IN);
}
END_TEST

START_TEST(the_same_id_with_another_key_opens_nothing)
{
	struct token_ring *foreign = make_ring("7 " KEY_B "\n");
	char text[TOKEN_TEXT_SIZE];

	ck_assert_int_eq(token_seal(foreign, TOKEN_CITIZEN, &claims, text), RESULT_OK);
	ck_assert_int_eq(open_at(ring, text, NOW), RESULT_NOT_LOGGED_IN);
	token_ring_free(foreign);
}
END_TEST

START_TEST(one_for_another_realm_opens_nothing)
{
	static const char *const realms[] = {TOKEN_LOGIN, "", "citize",
	    "citizens", "Citizen"};
	char text[TOKEN_TEXT_SIZE];
	struct token_claims got;

	ck_assert_int_eq(token_seal(ring, TOKEN_CITIZEN, &claims, text),
	    RESULT_OK);
	for (size_t i = 0; i < sizeof(realms) / sizeof(realms[0]); i++)
		ck_assert_int_eq(token_open(ring, realms[i], text,
		    strlen(text), &got), RESULT_NOT_LOGGED_IN);
	ck_assert_int_eq(token_seal(ring, TOKEN_LOGIN, &claims, text),
	    RESULT_OK);
	ck_assert_int_eq(open_at(ring, text, NOW), RESULT_NOT_LOGGED_IN);
}
END_TEST

START_TEST(comments_and_empty_lines_are_let_through)
{
	token_ring_free(make_ring("# ring\r\n\n1 " KEY_A "\r\n2 " KEY_B));
}
END_TEST

START_TEST(bad_rings_are_refused)
{
	static const char *const bad[] = {"", "\n", "# none\n", "0 " KEY_A,
	    "256 " KEY_A, "1000 " KEY_A, "-1 " KEY_A, "a " KEY_A, KEY_A,
	    "1" KEY_A, "1  " KEY_A, "1\t" KEY_A, "1 " KEY_A " ",
	    "1 " KEY_A "00", "1 00", "1 ", "1", " 1 " KEY_A,
	    "1 " KEY_A "\n1 " KEY_B, "1 " KEY_A "\nrubbish"};
	struct token_ring *none = NULL;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_int_eq(token_ring_parse(bad[i], strlen(bad[i]),
		    &none), RESULT_BAD_INPUT);
	ck_assert_ptr_null(none);
	ck_assert_int_eq(token_ring_load("/tmp/minsag-none/ring", &none),
	    RESULT_NOT_FOUND);
	token_ring_free(NULL);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("token");
	TCase *core = tcase_create("core");
	TCase *limits = tcase_create("limits");
	TCase *abuse = tcase_create("abuse");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_test(core, claims_come_back);
	tcase_add_test(core, the_same_claims_never_look_the_same);
	tcase_add_test(core, a_rotation_logs_nobody_out);
	tcase_add_test(core, comments_and_empty_lines_are_let_through);
	suite_add_tcase(suite, core);
	tcase_add_checked_fixture(limits, setup, teardown);
	tcase_add_test(limits, time_limits);
	tcase_add_test(limits, unreasonable_claims_are_not_sealed);
	tcase_add_test(limits, sixteen_keys_are_the_most);
	suite_add_tcase(suite, limits);
	tcase_add_checked_fixture(abuse, setup, teardown);
	tcase_add_test(abuse, every_changed_character_is_noticed);
	tcase_add_test(abuse, every_other_length_is_refused);
	tcase_add_test(abuse, the_same_id_with_another_key_opens_nothing);
	tcase_add_test(abuse, one_for_another_realm_opens_nothing);
	tcase_add_test(abuse, bad_rings_are_refused);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
