/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: the door to libsodium gives the published test vectors, and strict
 * decoders.
 */
#include "core/vault.h"

#include <signal.h>
#include <ctype.h>
#include <string.h>

#include "check_run.h"

static void
setup(void)
{
	ck_assert_int_eq(vault_start(), RESULT_OK);
}

/* FIPS 180-4 example: SHA-256 of "abc". */
START_TEST(sha256_of_abc)
{
	unsigned char hash[VAULT_HASH_BYTES], wanted[VAULT_HASH_BYTES];

	ck_assert_int_eq(vault_hex_decode("ba7816bf8f01cfea414140de5dae2223"
	    "b00361a396177a9cb410ff61f20015ad", 64, wanted, 32), RESULT_OK);
	vault_sha256("abc", 3, hash);
	ck_assert(vault_equal(hash, wanted, sizeof(hash)));
}
END_TEST

/* RFC 8032 section 7.1, test 2. */
START_TEST(signature_of_a_byte)
{
	static const char seed_digits[] = "4ccd089b28ff96da9db6c346ec114e0f"
	    "5b8a319f35aba624da8cf6ed4fb8a6fb";
	static const char key_digits[] = "3d4017c3e843895a92b70aa74d1b7ebc"
	    "9c982ccf2ec4968cc0cd55f12af4660c";
	static const char wanted_digits[] =
	    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
	    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";
	unsigned char seed[VAULT_KEY_BYTES], key[VAULT_KEY_BYTES];
	unsigned char wanted_key[VAULT_KEY_BYTES];
	unsigned char made[VAULT_SIGNATURE_BYTES];
	unsigned char wanted[VAULT_SIGNATURE_BYTES];

	ck_assert_int_eq(vault_hex_decode(seed_digits, 64, seed, 32),
	    RESULT_OK);
	ck_assert_int_eq(vault_hex_decode(key_digits, 64, wanted_key, 32),
	    RESULT_OK);
	ck_assert_int_eq(vault_hex_decode(wanted_digits, 128, wanted, 64),
	    RESULT_OK);
	vault_sign_public(seed, key);
	ck_assert(vault_equal(key, wanted_key, sizeof(key)));
	vault_sign(seed, "\x72", 1, made);
	ck_assert(vault_equal(made, wanted, sizeof(made)));
	ck_assert(vault_sign_holds(key, "\x72", 1, made));
	ck_assert(!vault_sign_holds(key, "\x73", 1, made));
	made[0] ^= 1;
	ck_assert(!vault_sign_holds(key, "\x72", 1, made));
}
END_TEST

START_TEST(sha256_comes_in_parts)
{
	unsigned char whole[VAULT_HASH_BYTES], parts[VAULT_HASH_BYTES];
	struct vault_sha256 sum, copy;

	vault_sha256("abcdef", 6, whole);
	vault_sha256_begin(&sum);
	vault_sha256_add(&sum, "ab", 2);
	copy = sum;
	vault_sha256_add(&sum, "", 0);
	vault_sha256_add(&sum, "cdef", 4);
	vault_sha256_end(&sum, parts);
	ck_assert(vault_equal(whole, parts, sizeof(whole)));
	vault_sha256_add(&copy, "cde", 3);
	vault_sha256_end(&copy, parts);
	ck_assert(!vault_equal(whole, parts, sizeof(whole)));
}
END_TEST

START_TEST(keyed_hash_depends_on_key_and_text)
{
	unsigned char key[VAULT_KEY_BYTES] = {1}, a[VAULT_HASH_BYTES],
	    b[VAULT_HASH_BYTES];

	vault_keyed_hash(key, "6101893012", 10, a);
	vault_keyed_hash(key, "6101893012", 10, b);
	ck_assert(vault_equal(a, b, sizeof(a)));
	vault_keyed_hash(key, "6101893013", 10, b);
	ck_assert(!vault_equal(a, b, sizeof(a)));
	key[0] = 2;
	vault_keyed_hash(key, "6101893012", 10, b);
	ck_assert(!vault_equal(a, b, sizeof(a)));
}
END_TEST

START_TEST(what_is_sealed_opens_again)
{
	unsigned char key[VAULT_KEY_BYTES] = {1}, nonce[VAULT_NONCE_BYTES] = {2};
	unsigned char sealed[5 + VAULT_TAG_BYTES], open[5];
	struct vault_aead aead = {key, nonce, "data", 4};

	vault_seal(&aead, "hello", 5, sealed);
	ck_assert_int_eq(vault_open(&aead, sealed, sizeof(sealed), open),
	    RESULT_OK);
	ck_assert_mem_eq(open, "hello", 5);
	aead.data = "Data";
	ck_assert_int_eq(vault_open(&aead, sealed, sizeof(sealed), open),
	    RESULT_DENIED);
}
END_TEST

START_TEST(hex_is_strict)
{
	static const char *const bad[] = {"", "00", "000", "00000", "0g00",
	    " 000", "00 0", "0x00"};
	unsigned char bytes[2];

	ck_assert_int_eq(vault_hex_decode("aBfF", 4, bytes, 2), RESULT_OK);
	ck_assert_mem_eq(bytes, "\xab\xff", 2);
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_int_eq(vault_hex_decode(bad[i], strlen(bad[i]),
		    bytes, 2), RESULT_BAD_INPUT);
	for (int c = 0; c < 256; c++) {
		const char text[2] = {'0', (char)c};

		ck_assert_int_eq(vault_hex_decode(text, 2, bytes, 1),
		    c < 128 && isxdigit(c) ? RESULT_OK : RESULT_BAD_INPUT);
	}
}
END_TEST

START_TEST(a_box_needs_a_real_key)
{
	unsigned char none[VAULT_KEY_BYTES] = {0};
	unsigned char box[10 + VAULT_BOX_EXTRA_BYTES];

	ck_assert_int_eq(vault_box(none, "6101893012", 10, box),
	    RESULT_BROKEN);
	/* RFC 7748 section 6.1: Bob's public key */
	ck_assert_int_eq(vault_hex_decode("de9edb7d7b7dc1b4d35b61c2ece43537"
	    "3f8343c85b78674dadfc7e146f882b4f", 64, none, 32), RESULT_OK);
	ck_assert_int_eq(vault_box(none, "6101893012", 10, box), RESULT_OK);
}
END_TEST

START_TEST(frozen_memory_cannot_be_written)
{
	unsigned char *at = vault_alloc(32);

	ck_assert_ptr_nonnull(at);
	ck_assert_uint_eq(at[31], 0);
	vault_freeze(at);
	at[0] = 1;
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("vault");
	TCase *core = tcase_create("core");
	TCase *limits = tcase_create("limits");
	TCase *abuse = tcase_create("abuse");

	tcase_add_checked_fixture(core, setup, NULL);
	tcase_add_test(core, sha256_of_abc);
	tcase_add_test(core, sha256_comes_in_parts);
	tcase_add_test(core, signature_of_a_byte);
	tcase_add_test(core, keyed_hash_depends_on_key_and_text);
	tcase_add_test(core, what_is_sealed_opens_again);
	suite_add_tcase(suite, core);
	tcase_add_checked_fixture(limits, setup, NULL);
	suite_add_tcase(suite, limits);
	tcase_add_checked_fixture(abuse, setup, NULL);
	tcase_add_test(abuse, hex_is_strict);
	tcase_add_test(abuse, a_box_needs_a_real_key);
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) && \
    !defined(__clang__)
	/* A sanitizer reports the fault and exits in its own way. */
	tcase_add_test_raise_signal(abuse, frozen_memory_cannot_be_written,
	    SIGSEGV);
#else
	(void)frozen_memory_cannot_be_written;
#endif
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
