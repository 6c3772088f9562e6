/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a note says one thing in one form, and no byte of it can be changed.
 */
#include <string.h>

#include "audit/note.h"
#include "check_run.h"

#define NOW (INT64_C(1773133200) * 1000000) /* 2026-03-10T09:00:00Z */

static const unsigned char seed[VAULT_KEY_BYTES] = {1, 2, 3};
static unsigned char key[VAULT_KEY_BYTES];
static char note[NOTE_SIZE];

static void
setup(void)
{
	struct chain_head head = {.number = 1441, .hash = {0xab}};

	ck_assert_int_eq(vault_start(), RESULT_OK);
	vault_sign_public(seed, key);
	note_make(&head, NOW, seed, note);
}

static enum result
read_back(const char *text, size_t length, struct chain_head *ret_head)
{
	const char *rule = "";

	return note_read(text, length, key, ret_head, &rule);
}

START_TEST(what_is_made_is_read)
{
	struct chain_head head;

	ck_assert_ptr_nonnull(strstr(note, "\nnumber 1441\nhash ab00"));
	ck_assert_ptr_nonnull(strstr(note, "\nnoted 2026-03-10T09:00:00Z\n"));
	ck_assert_int_eq(read_back(note, strlen(note), &head), RESULT_OK);
	ck_assert_int_eq(head.number, 1441);
	ck_assert_int_eq(head.hash[0], 0xab);
}
END_TEST

/* The last bytes of the signature may be written in capitals; no more. */
START_TEST(every_byte_counts)
{
	size_t length = strlen(note);

	for (size_t i = 0; i < length; i++)
		for (int bit = 0; bit < 8; bit++) {
			struct chain_head head = {.number = 7};
			char copy[NOTE_SIZE];

			memcpy(copy, note, sizeof(copy));
			copy[i] = (char)(copy[i] ^ (1 << bit));
			if (bit == 5 && i > length - 2 -
			    2 * VAULT_SIGNATURE_BYTES)
				continue;
			ck_assert_msg(read_back(copy, length, &head) !=
			    RESULT_OK, "byte %zu, bit %d", i, bit);
			ck_assert_int_eq(head.number, 7);
		}
}
END_TEST

START_TEST(neither_more_nor_less)
{
	struct chain_head head;
	char longer[2 * NOTE_SIZE] = "";
	size_t length = strlen(note);

	for (size_t i = 0; i < length; i++)
		ck_assert_int_ne(read_back(note, i, &head), RESULT_OK);
	strcpy(longer, note);
	strcat(longer, "x");
	ck_assert_int_ne(read_back(longer, length + 1, &head), RESULT_OK);
	ck_assert_int_ne(read_back(note, length + 1, &head), RESULT_OK);
	ck_assert_int_ne(read_back(longer, sizeof(longer), &head), RESULT_OK);
}
END_TEST

START_TEST(another_key_is_denied)
{
	struct chain_head head;
	const char *rule = "";

	key[0] ^= 1;
	ck_assert_int_eq(note_read(note, strlen(note), key, &head, &rule),
	    RESULT_DENIED);
	ck_assert_str_eq(rule, "the signature is not this key's");
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("note");
	TCase *core = tcase_create("core");

	tcase_add_checked_fixture(core, setup, NULL);
	tcase_add_test(core, what_is_made_is_read);
	tcase_add_test(core, every_byte_counts);
	tcase_add_test(core, neither_more_nor_less);
	tcase_add_test(core, another_key_is_denied);
	suite_add_tcase(suite, core);
	return check_run(suite);
}
