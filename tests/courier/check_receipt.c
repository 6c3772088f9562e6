/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a receipt says what became of a message, whatever else is in it;
 * what is none says nothing.
 */
#include "courier/receipt.h"

#include <string.h>

#include "check_run.h"

#define ID "5e0f3a11-2233-4455-8677-010203040506"

static struct pool *pool;
static struct receipt receipt;

static void
setup(void)
{
	pool = pool_new(1 << 20);
	ck_assert_ptr_nonnull(pool);
}

static void
teardown(void)
{
	pool_free(pool);
}

static enum result
read_text(const char *text)
{
	return receipt_read(text, strlen(text), pool, &receipt);
}

START_TEST(receipts)
{
	ck_assert_int_eq(read_text("{\"transmissionId\": \"t-1\", "
	    "\"messageUUID\": \"" ID "\", \"messageId\": null, "
	    "\"errorCode\": null, \"timeStamp\": \"2026\", "
	    "\"more\": {\"deep\": [1, 2]}, "
	    "\"receiptStatus\": \"RECEIVED\"}"), RESULT_OK);
	ck_assert_int_eq(receipt.outcome.fate, FATE_RECEIVED);
	ck_assert_str_eq(receipt.outcome.detail, "t-1");
	ck_assert_uint_eq(receipt.message.bytes[0], 0x5e);
	ck_assert_int_eq(read_text("{\"messageUUID\": \"" ID "\", "
	    "\"errorCode\": \"E-7\", \"errorMessage\": \"0101501234\", "
	    "\"receiptStatus\": \"INVALID\"}"), RESULT_OK);
	ck_assert_int_eq(receipt.outcome.fate, FATE_INVALID);
	ck_assert_str_eq(receipt.outcome.detail, "E-7");
	ck_assert_int_eq(read_text("{\"messageUUID\": \"" ID "\", "
	    "\"receiptStatus\": \"NOT_ALLOWED\"}"), RESULT_OK);
	ck_assert_int_eq(receipt.outcome.fate, FATE_NOT_ALLOWED);
	ck_assert_int_eq(read_text("{\"messageUUID\": \"" ID "\", "
	    "\"receiptStatus\": \"COMPLETED\"}"), RESULT_OK);
	ck_assert_int_eq(receipt.outcome.fate, FATE_COMPLETED);
}
END_TEST

START_TEST(a_detail_is_a_code_or_nothing)
{
	ck_assert_int_eq(read_text("{\"messageUUID\": \"" ID "\", "
	    "\"errorCode\": \"bad number 0101501234 of Anna\", "
	    "\"receiptStatus\": \"INVALID\"}"), RESULT_OK);
	ck_assert_str_eq(receipt.outcome.detail, "");
}
END_TEST

START_TEST(everything_else)
{
	static const char *const bad[] = {"", "[]", "{}", "<html>",
	    "{\"receiptStatus\": \"RECEIVED\"}",
	    "{\"messageUUID\": \"" ID "\"}",
	    "{\"messageUUID\": \"1\", \"receiptStatus\": \"RECEIVED\"}",
	    "{\"messageUUID\": \"" ID "\", \"receiptStatus\": \"FINE\"}",
	    "{\"messageUUID\": \"" ID "\", \"receiptStatus\": null}",
	    "{\"messageUUID\": \"" ID "\", \"receiptStatus\": \"INVALID\", "
	    "\"receiptStatus\": \"COMPLETED\"}"};

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		ck_assert_msg(read_text(bad[i]) == RESULT_BAD_INPUT, "%s",
		    bad[i]);
}
END_TEST

START_TEST(ids)
{
	ck_assert(receipt_id_valid("a"));
	ck_assert(receipt_id_valid(ID));
	ck_assert(!receipt_id_valid(""));
	ck_assert(!receipt_id_valid("../memos"));
	ck_assert(!receipt_id_valid("a b"));
	ck_assert(!receipt_id_valid("a?b"));
	ck_assert(!receipt_id_valid("0123456789012345678901234567890123456789"
	    "0123456789012345678901234"));
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("receipt");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_test(core, receipts);
	suite_add_tcase(suite, core);
	tcase_add_checked_fixture(abuse, setup, teardown);
	tcase_add_test(abuse, a_detail_is_a_code_or_nothing);
	tcase_add_test(abuse, everything_else);
	tcase_add_test(abuse, ids);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
