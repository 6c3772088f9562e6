/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: the forms are those of sql/internal/audit_canonical.sql, so different
 * fields never give the same bytes. Expected hashes: sha256sum of the form.
 */
#include <string.h>

#include "audit/canonical.h"
#include "check_run.h"

/* The hash of a form must be that of these bytes. */
static void
same(struct canonical *form, const char *bytes)
{
	unsigned char made[VAULT_HASH_BYTES], wanted[VAULT_HASH_BYTES];

	canonical_end(form, made);
	vault_sha256(bytes, strlen(bytes), wanted);
	ck_assert_mem_eq(made, wanted, sizeof(made));
}

START_TEST(fields_are_netstrings)
{
	static const unsigned char hash[VAULT_HASH_BYTES] = {0xab, 0x01};
	struct uuid uuid = {{0x22, 0xaa}};
	struct canonical form;

	canonical_begin(&form);
	canonical_int(&form, 7);
	canonical_int(&form, -12);
	canonical_text(&form, "æ,", strlen("æ,"));
	canonical_text(&form, "", 0);
	canonical_null(&form);
	canonical_uuid(&form, uuid);
	canonical_hash(&form, hash);
	same(&form, "1:7,3:-12,3:æ,,0:,~"
	    "36:22aa0000-0000-0000-0000-000000000000,"
	    "64:ab01000000000000000000000000000000000000000000000000000000000000"
	    ",");
}
END_TEST

START_TEST(null_and_empty_differ)
{
	unsigned char null[VAULT_HASH_BYTES], empty[VAULT_HASH_BYTES];
	unsigned char tilde[VAULT_HASH_BYTES];
	struct canonical form;

	canonical_begin(&form);
	canonical_null(&form);
	canonical_end(&form, null);
	canonical_begin(&form);
	canonical_text(&form, "", 0);
	canonical_end(&form, empty);
	canonical_begin(&form);
	canonical_text(&form, "~", 1);
	canonical_end(&form, tilde);
	ck_assert_mem_ne(null, empty, sizeof(null));
	ck_assert_mem_ne(null, tilde, sizeof(null));
}
END_TEST

START_TEST(known_hash)
{
	/* printf '1:7,~' | sha256sum */
	static const char wanted[] =
	    "e8a72e342d83e397fe04b913c401c857c9425a3d5a221462f8ed1f9203a8bbfa";
	unsigned char hash[VAULT_HASH_BYTES];
	char text[2 * VAULT_HASH_BYTES + 1];
	struct canonical form;

	canonical_begin(&form);
	canonical_int(&form, 7);
	canonical_null(&form);
	canonical_end(&form, hash);
	canonical_hex(hash, text);
	ck_assert_str_eq(text, wanted);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("canonical");
	TCase *core = tcase_create("core");

	if (vault_start() != RESULT_OK)
		return EXIT_FAILURE;
	tcase_add_test(core, fields_are_netstrings);
	tcase_add_test(core, null_and_empty_differ);
	tcase_add_test(core, known_hash);
	suite_add_tcase(suite, core);
	return check_run(suite);
}
