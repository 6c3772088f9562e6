/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: Upload-Checksum names one of two algorithms and a whole hash, and
 * bytes that have another are told apart.
 */
#include "upload/checksum.h"

#include <string.h>

#include "check_run.h"

/* FIPS 180-4's example: the hashes of "abc". */
#define SHA1_ABC "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0="
#define SHA256_ABC "sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="

static const char *
parsed(const char *text)
{
	struct checksum checksum;
	const char *rule = NULL;
	enum result result = checksum_parse(text, &checksum, &rule);

	ck_assert((result == RESULT_OK) == (rule == NULL));
	return rule == NULL ? "ok" : rule;
}

static enum result
verified(const char *text, const char *bytes)
{
	struct checksum_functions *functions = checksum_open();
	struct checksum checksum;
	const char *rule;
	enum result result;

	ck_assert_ptr_nonnull(functions);
	ck_assert_int_eq(checksum_parse(text, &checksum, &rule), RESULT_OK);
	result = checksum_verify(functions, &checksum, bytes, strlen(bytes));
	checksum_close(functions);
	return result;
}

START_TEST(whole_hashes_are_read)
{
	static const char *const wrong[] = {"md5 kAFQmDzST7DWlj99KOF/cg==",
	    "SHA1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=", "", "sha", "sha25",
	    "sha256sum ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="};
	static const char *const broken[] = {"sha1", "sha1 ", "sha256",
	    "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0", "sha1 MTAw",
	    "sha256 qZk+NkcGgWq6PiVxeFDCbJzQ2J0=",
	    "sha1 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=",
	    "sha1  qZk+NkcGgWq6PiVxeFDCbJzQ2J0=",
	    "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ2J0= ",
	    "sha1 qZk+NkcGgWq6PiVxeFDCbJzQ\n2J0=",
	    "sha256 ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=AAAA"};

	ck_assert_str_eq(parsed(NULL), "ok");
	ck_assert_str_eq(parsed(SHA1_ABC), "ok");
	ck_assert_str_eq(parsed(SHA256_ABC), "ok");
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		ck_assert_str_eq(parsed(wrong[i]),
		    "Upload-Checksum: sha1 or sha256");
	for (size_t i = 0; i < sizeof(broken) / sizeof(broken[0]); i++)
		ck_assert_str_eq(parsed(broken[i]),
		    "Upload-Checksum: base64 of the hash");
}
END_TEST

START_TEST(bytes_are_compared)
{
	ck_assert_int_eq(verified(NULL, "whatever"), RESULT_OK);
	ck_assert_int_eq(verified(SHA1_ABC, "abc"), RESULT_OK);
	ck_assert_int_eq(verified(SHA256_ABC, "abc"), RESULT_OK);
	ck_assert_int_eq(verified(SHA1_ABC, "abd"), RESULT_BAD_CHECKSUM);
	ck_assert_int_eq(verified(SHA256_ABC, ""), RESULT_BAD_CHECKSUM);
	ck_assert_int_eq(verified("sha1 2jmj7l5rSw0yVb/vlWAYkK/YBwk=", ""),
	    RESULT_OK);
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("checksum");
	TCase *core = tcase_create("core");

	tcase_add_test(core, whole_hashes_are_read);
	tcase_add_test(core, bytes_are_compared);
	suite_add_tcase(all, core);
	return all;
}

int
main(void)
{
	return check_run(suite());
}
