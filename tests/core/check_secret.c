/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a secret file is read whole or refused for a stated reason.
 */
#include "core/secret.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check_run.h"
#include "core/vault.h"

static char path[] = "/tmp/minsag-check-XXXXXX";
static int fd;

static void
setup(void)
{
	ck_assert_int_eq(vault_start(), RESULT_OK);
	memcpy(path + sizeof(path) - 7, "XXXXXX", 6);
	fd = mkstemp(path);
	ck_assert_int_ge(fd, 0);
}

static void
teardown(void)
{
	close(fd);
	unlink(path);
}

static void
put(const char *text)
{
	ck_assert_int_eq(ftruncate(fd, 0), 0);
	ck_assert_int_eq(pwrite(fd, text, strlen(text), 0),
	    (ssize_t)strlen(text));
}

START_TEST(a_file_is_read_whole)
{
	struct secret *secret = NULL;

	put("top secret\n");
	ck_assert_int_eq(secret_load(path, 100, &secret), RESULT_OK);
	ck_assert_uint_eq(secret->length, 11);
	ck_assert_mem_eq(secret->bytes, "top secret\n", 11);
	secret_free(secret);
}
END_TEST

START_TEST(an_empty_file_is_an_empty_secret)
{
	struct secret *secret = NULL;

	ck_assert_int_eq(secret_load(path, 0, &secret), RESULT_OK);
	ck_assert_uint_eq(secret->length, 0);
	secret_free(secret);
}
END_TEST

START_TEST(the_group_may_read_it)
{
	struct secret *secret = NULL;

	ck_assert_int_eq(fchmod(fd, 0640), 0);
	ck_assert_int_eq(secret_load(path, 10, &secret), RESULT_OK);
	secret_free(secret);
}
END_TEST

START_TEST(others_may_not_use_it)
{
	static const mode_t modes[] = {0604, 0602, 0601, 0666};
	struct secret *secret = NULL;

	for (size_t i = 0; i < sizeof(modes) / sizeof(modes[0]); i++) {
		ck_assert_int_eq(fchmod(fd, modes[i]), 0);
		ck_assert_int_eq(secret_load(path, 10, &secret),
		    RESULT_DENIED);
		ck_assert_ptr_null(secret);
	}
}
END_TEST

START_TEST(absent_too_big_and_not_a_file)
{
	struct secret *secret = NULL;

	put("12345");
	ck_assert_int_eq(secret_load(path, 4, &secret), RESULT_TOO_BIG);
	ck_assert_int_eq(secret_load("/tmp/minsag-none/key", 4, &secret),
	    RESULT_NOT_FOUND);
	ck_assert_int_eq(secret_load("/dev", 4, &secret), RESULT_WRONG_TYPE);
	ck_assert_int_eq(secret_load("/dev/null", 4, &secret),
	    RESULT_WRONG_TYPE);
	ck_assert_ptr_null(secret);
}
END_TEST

START_TEST(hex_gives_bytes)
{
	static const char *const ends[] = {"", "\n", "\r\n"};
	struct secret *secret = NULL;
	char text[16];

	for (size_t i = 0; i < sizeof(ends) / sizeof(ends[0]); i++) {
		snprintf(text, sizeof(text), "00fFa5%s", ends[i]);
		put(text);
		ck_assert_int_eq(secret_load_hex(path, 3, &secret),
		    RESULT_OK);
		ck_assert_uint_eq(secret->length, 3);
		ck_assert_mem_eq(secret->bytes, "\x00\xff\xa5", 3);
		secret_free(secret);
	}
}
END_TEST

START_TEST(hex_of_another_length_or_alphabet_is_refused)
{
	static const char *const bad[] = {"", "\n", "00ff", "00ffa", "00ffa5a",
	    "00ffa5a5", "00ffgg", " 00ffa", "00ffa5\n\n", "00ffa5\n00ffa5\n",
	    "00:ff:a5"};
	struct secret *secret = NULL;

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		put(bad[i]);
		ck_assert_int_eq(secret_load_hex(path, 3, &secret),
		    RESULT_BAD_INPUT);
		ck_assert_ptr_null(secret);
	}
}
END_TEST

START_TEST(new_is_zero_and_free_takes_null)
{
	struct secret *secret = secret_new(5);

	ck_assert_ptr_nonnull(secret);
	ck_assert_mem_eq(secret->bytes, "\0\0\0\0\0", 5);
	secret_free(secret);
	secret_free(NULL);
}
END_TEST

START_TEST(others_may_read_a_public_key_and_not_write_it)
{
	struct secret *secret = NULL;

	put("00ffa5\n");
	ck_assert_int_eq(fchmod(fd, 0644), 0);
	ck_assert_int_eq(secret_load_public(path, 3, &secret), RESULT_OK);
	ck_assert_mem_eq(secret->bytes, "\x00\xff\xa5", 3);
	secret_free(secret);
	secret = NULL;
	ck_assert_int_eq(secret_load_hex(path, 3, &secret), RESULT_DENIED);
	ck_assert_int_eq(fchmod(fd, 0646), 0);
	ck_assert_int_eq(secret_load_public(path, 3, &secret),
	    RESULT_DENIED);
	ck_assert_ptr_null(secret);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("secret");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_test(core, a_file_is_read_whole);
	tcase_add_test(core, an_empty_file_is_an_empty_secret);
	tcase_add_test(core, the_group_may_read_it);
	tcase_add_test(core, hex_gives_bytes);
	tcase_add_test(core, new_is_zero_and_free_takes_null);
	suite_add_tcase(suite, core);
	tcase_add_checked_fixture(abuse, setup, teardown);
	tcase_add_test(abuse, others_may_not_use_it);
	tcase_add_test(abuse, others_may_read_a_public_key_and_not_write_it);
	tcase_add_test(abuse, absent_too_big_and_not_a_file);
	tcase_add_test(abuse, hex_of_another_length_or_alphabet_is_refused);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
