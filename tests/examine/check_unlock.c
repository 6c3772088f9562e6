/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: of a PDF that opens without a password there is one that is not
 * encrypted; of one that asks for it there is none, and that is told.
 */
#include "config.h"

#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

#include "check_run.h"
#include "examine/unlock.h"

#define PDF "%PDF-1.4\n" \
	"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" \
	"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" \
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>" \
	"endobj\n4 0 obj<</Length 9>>stream\n% a mark\n\nendstream endobj\n" \
	"trailer<</Root 1 0 R/Size 5>>\n"
#define MOST 100000

/* The PDF, encrypted under a password to open it ("": none). */
static void *
lock(const char *password, size_t *ret_size)
{
	qpdf_data pdf = qpdf_init();
	void *bytes;

	qpdf_silence_errors(pdf);
	qpdf_set_suppress_warnings(pdf, QPDF_TRUE);
	ck_assert((qpdf_read_memory(pdf, "x", PDF, strlen(PDF), NULL) &
	    QPDF_ERRORS) == 0);
	qpdf_init_write_memory(pdf);
	qpdf_set_compress_streams(pdf, QPDF_FALSE);
	qpdf_set_r3_encryption_parameters_insecure(pdf, password, "owner", 1,
	    0, 0, 0, 0, 0, qpdf_r3p_none);
	ck_assert((qpdf_write(pdf) & QPDF_ERRORS) == 0);
	*ret_size = qpdf_get_buffer_length(pdf);
	bytes = malloc(*ret_size);
	ck_assert_ptr_nonnull(bytes);
	memcpy(bytes, qpdf_get_buffer(pdf), *ret_size);
	qpdf_cleanup(&pdf);
	return bytes;
}

static void
assert_opens(const void *locked, size_t size, size_t *ret_size)
{
	void *plain;

	ck_assert_int_eq(unlock_pdf(locked, size, MOST, &plain, ret_size),
	    UNLOCK_DONE);
	ck_assert_ptr_nonnull(memmem(plain, *ret_size, "% a mark", 8));
	ck_assert_ptr_null(memmem(plain, *ret_size, "ncrypt", 6));
	free(plain);
}

START_TEST(opens_without_a_password)
{
	size_t size, plain_size = 0;
	void *locked = lock("", &size), *plain;

	ck_assert_ptr_null(memmem(locked, size, "% a mark", 8));
	assert_opens(locked, size, &plain_size);
	ck_assert_int_eq(unlock_pdf(locked, size, plain_size - 1, &plain,
	    &plain_size), UNLOCK_FAILED);
	ck_assert_ptr_null(plain);
	free(locked);
}
END_TEST

/* ISO 32000-1, 7.3.5: a letter of a name may be written as its number. */
START_TEST(a_name_in_another_spelling)
{
	size_t size, before, plain_size = 0;
	char *locked = lock("", &size);
	char *name = memmem(locked, size, "/Encrypt", 8), spelt[10000];

	ck_assert_ptr_nonnull(name);
	ck_assert_uint_lt(size + 2, sizeof(spelt));
	before = (size_t)(name - locked);
	memcpy(spelt, locked, before);
	memcpy(spelt + before, "/#45ncrypt", 10);
	memcpy(spelt + before + 10, name + 8, size - before - 8);
	assert_opens(spelt, size + 2, &plain_size);
	free(locked);
}
END_TEST

START_TEST(nothing_else)
{
	static const char none[] = "%PDF-1.4 /Encrypt and nothing more";
	size_t size;
	void *locked = lock("secret", &size), *plain = locked;

	ck_assert_int_eq(unlock_pdf(locked, size, MOST, &plain, &size),
	    UNLOCK_FAILED);
	ck_assert_ptr_null(plain);
	free(locked);
	ck_assert_int_eq(unlock_pdf(PDF, strlen(PDF), MOST, &plain, &size),
	    UNLOCK_OPEN);
	ck_assert_ptr_null(plain);
	ck_assert_int_eq(unlock_pdf(none, strlen(none), MOST, &plain, &size),
	    UNLOCK_BROKEN);
	ck_assert_ptr_null(plain);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("unlock");
	TCase *core = tcase_create("core");

	tcase_add_test(core, opens_without_a_password);
	tcase_add_test(core, a_name_in_another_spelling);
	tcase_add_test(core, nothing_else);
	suite_add_tcase(suite, core);
	return check_run(suite);
}
