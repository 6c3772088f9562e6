/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a bad line that would have shown less bars its document, or the case
 * when the document can't be told; other bad lines bar nothing.
 */
#include <string.h>

#include "check_run.h"
#include "import/batch.h"

#define CASE "{\"type\":\"case\",\"key\":\"k\",\"area\":\"a\",\"unit\":" \
	"\"u\",\"title\":\"T\",\"opened_at\":\"2026-03-02T09:30:00Z\"}"
#define DOCUMENT(key) "{\"type\":\"document\",\"case\":\"k\",\"key\":\"" key \
	"\",\"kind\":\"note\",\"title\":\"T\",\"dated_on\":\"2026-03-02\"}"
#define VERSION(key, more) "{\"type\":\"version\",\"case\":\"k\"," \
	"\"document\":\"" key "\",\"number\":1,\"state\":\"draft\"," \
	"\"created_at\":\"2026-03-02T09:30:00Z\",\"media_type\":" \
	"\"text/plain\",\"file\":\"f\",\"file_name\":\"n\"" more "}"
#define WITHHOLDING(key, more) "{\"type\":\"withholding\",\"case\":\"k\"," \
	"\"document\":\"" key "\",\"section\":\"fvl-12\",\"decided_at\":" \
	"\"2026-03-02T09:30:00Z\",\"decided_by\":\"J\"" more "}"

static struct batch *batch;

static void
setup(void)
{
	ck_assert_int_eq(batch_open(&batch), RESULT_OK);
}

static void
teardown(void)
{
	batch_close(batch);
}

static struct batch_line *
add(const char *text)
{
	ck_assert_int_eq(batch_add(batch, (int64_t)batch->count + 1, text,
	    strlen(text)), RESULT_OK);
	return &batch->lines[batch->count - 1];
}

/* A case with documents d and e. */
static void
add_documents(void)
{
	ck_assert(!add(CASE)->bad);
	ck_assert(!add(DOCUMENT("d"))->bad);
	ck_assert(!add(DOCUMENT("e"))->bad);
}

START_TEST(good_lines_bar_nothing)
{
	add_documents();
	ck_assert(!add(WITHHOLDING("e", ""))->bad);
	ck_assert(!add(VERSION("e", ""))->bad);
	ck_assert_str_eq(batch_key(batch), "k");
	ck_assert_int_eq(batch->bar, 0);
	ck_assert_int_eq(batch->less_bar, 0);
	ck_assert_int_eq(batch_bars(batch, &batch->lines[4]), 0);
}
END_TEST

START_TEST(a_bad_withholding_bars_its_document)
{
	struct batch_line *line;

	add_documents();
	line = add(WITHHOLDING("e", ",\"lifted\":\"perhaps\""));
	ck_assert(line->bad && line->typed);
	ck_assert_str_eq(line->rule, "lifted: not a string");
	ck_assert_int_eq(batch->bar, 0);
	ck_assert_int_eq(batch->less_bar, 4);
	ck_assert_int_eq(batch->documents[0].bar, 0);
	ck_assert_int_eq(batch->documents[1].bar, 4);
}
END_TEST

START_TEST(what_can_not_be_told_bars_the_case)
{
	static const char *const lines[] = {"not json", "{\"type\":\"what\"}",
	    "{\"type\":\"withholding\",\"case\":\"k\",\"docu",
	    "{\"type\":\"party\",\"case\":\"k\",\"cpr\":\"1\",\"role\":"
	    "\"subject\",\"valid_from\":\"2026-03-02\"}",
	    WITHHOLDING("e", ",\"case\":\"l\"")};

	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		batch_clear(batch);
		add_documents();
		ck_assert_msg(add(lines[i])->bad, "%s", lines[i]);
		ck_assert_msg(batch->bar == 4, "%s", lines[i]);
	}
}
END_TEST

START_TEST(another_bad_line_bars_nothing)
{
	add_documents();
	ck_assert(add(VERSION("e", ",\"colour\":\"red\""))->bad);
	ck_assert(add(VERSION("d", ""))->bad); /* stands under e */
	ck_assert(add("{\"type\":\"status\",\"case\":\"k\"}")->bad);
	ck_assert_int_eq(batch->bar, 0);
	ck_assert_int_eq(batch->less_bar, 0);
}
END_TEST

START_TEST(a_withdrawal_is_read_from_a_bad_line)
{
	struct batch_line *line;

	add_documents();
	line = add(VERSION("e", ",\"colour\":\"red\",\"withdrawn_at\":"
	    "\"2026-03-02T10:30:00Z\",\"withdrawn_cause\":\"wrong-case\","
	    "\"withdrawn_by\":\"J\""));
	ck_assert(line->bad && line->line.withdrawn_at.given);
	ck_assert_str_eq(line->line.document_key, "e");
	ck_assert_int_eq(line->line.number, 1);
	ck_assert_int_eq(batch->documents[1].bar, 4);
	line = add(VERSION("e", ",\"colour\":\"red\",\"withdrawn_at\":"
	    "\"2026-03-02T10:30:00Z\",\"withdrawn_cause\":\"regret\""));
	ck_assert(!line->line.withdrawn_at.given);
}
END_TEST

START_TEST(the_end_of_a_party_is_read_from_a_bad_line)
{
	struct batch_line *line;

	add_documents();
	line = add("{\"type\":\"party\",\"case\":\"k\",\"cpr\":\"6101893012\","
	    "\"role\":\"friend\",\"valid_from\":\"x\",\"valid_to\":"
	    "\"2026-03-02\"}");
	ck_assert(line->bad && line->line.valid_to.given);
	ck_assert_str_eq(line->line.cpr, "6101893012");
	ck_assert_int_eq(batch->bar, 4);
	/* But not of another case. */
	line = add("{\"type\":\"party\",\"case\":\"l\",\"cpr\":\"6101893012\","
	    "\"role\":\"subject\",\"valid_from\":\"2026-03-01\","
	    "\"valid_to\":\"2026-03-02\"}");
	ck_assert(line->bad);
	ck_assert_ptr_null(line->line.cpr);
}
END_TEST

START_TEST(a_line_under_another_document_bars_both)
{
	add_documents();
	ck_assert(add(WITHHOLDING("d", ""))->bad);
	ck_assert_int_eq(batch->documents[0].bar, 4);
	ck_assert_int_eq(batch->documents[1].bar, 4);
	ck_assert_int_eq(batch->bar, 0);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("batch");
	TCase *core = tcase_create("core");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_test(core, good_lines_bar_nothing);
	tcase_add_test(core, a_bad_withholding_bars_its_document);
	tcase_add_test(core, what_can_not_be_told_bars_the_case);
	tcase_add_test(core, another_bad_line_bars_nothing);
	tcase_add_test(core, a_withdrawal_is_read_from_a_bad_line);
	tcase_add_test(core, the_end_of_a_party_is_read_from_a_bad_line);
	tcase_add_test(core, a_line_under_another_document_bars_both);
	suite_add_tcase(suite, core);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
