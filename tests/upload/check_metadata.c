/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: Upload-Metadata is read as tus 1.0.0 has it or refused with the rule,
 * and no name gets through that is a path, is hidden, or looks like another.
 */
#include "upload/metadata.h"

#include <string.h>

#include "check_run.h"

#define CASE "case MTExMTExMTEtMTExMS00MTExLTgxMTEtMTExMTExMTExMTEx"
#define NAME "filename YS5wZGY="

static struct pool *pool;
static struct metadata metadata;

static void
setup(void)
{
	pool = pool_new(65536);
	ck_assert_ptr_nonnull(pool);
}

static void
teardown(void)
{
	pool_free(pool);
}

/* "ok" or the rule. */
static const char *
parsed(const char *text)
{
	const char *rule = NULL;
	enum result result = metadata_parse(text, pool, &metadata, &rule);

	ck_assert((result == RESULT_OK) == (rule == NULL));
	return rule == NULL ? "ok" : rule;
}

START_TEST(ours_are_read_in_any_order)
{
	char text[UUID_TEXT_LENGTH + 1];

	ck_assert_str_eq(parsed(NAME ",filetype aW1hZ2UvaGVpYw==," CASE),
	    "ok");
	uuid_format(metadata.of_case, text);
	ck_assert_str_eq(text, "11111111-1111-4111-8111-111111111111");
	ck_assert_str_eq(metadata.file_name, "a.pdf");
	ck_assert_str_eq(metadata.said_type, "image/heic");
	ck_assert_str_eq(parsed(CASE "," NAME), "ok");
	ck_assert_str_eq(metadata.said_type, "");
}
END_TEST

START_TEST(others_need_only_be_well_formed)
{
	ck_assert_str_eq(parsed(CASE "," NAME ",is_confidential,number MTAw"),
	    "ok");
	ck_assert_str_eq(parsed(CASE "," NAME ",empty "), "ok");
}
END_TEST

static const struct {
	const char *text, *rule;
} malformed[] = {
	{NULL, "Upload-Metadata: is required"},
	{"", "Upload-Metadata: key value, …"},
	{CASE "," NAME ",", "Upload-Metadata: key value, …"},
	{CASE ",," NAME, "Upload-Metadata: key value, …"},
	{CASE ", " NAME, "Upload-Metadata: key value, …"},
	{CASE "," NAME ",a\tb", "Upload-Metadata: key value, …"},
	{CASE "," NAME ",n\xc3\xb8gle MTAw", "Upload-Metadata: key value, …"},
	{CASE "," NAME ",a\x7f MTAw", "Upload-Metadata: key value, …"},
	{CASE "," NAME ",a\x01", "Upload-Metadata: key value, …"},
	{CASE "," NAME ",number MTAw=", "Upload-Metadata: values in base64"},
	{CASE "," NAME ",number MTA\nw",
	    "Upload-Metadata: at most 2048 characters"},
	{CASE "," NAME ",number  MTAw", "Upload-Metadata: values in base64"},
	{CASE "," NAME "," NAME, "Upload-Metadata: each key once"},
	{CASE "," CASE "," NAME, "Upload-Metadata: each key once"},
	{NAME, "case: is required"}, {CASE, "filename: is required"},
	{"case," NAME, "case: a UUID"}, {"case MTAw," NAME, "case: a UUID"},
	{CASE ",filename", "filename: 1 to 255 characters"},
	{CASE "," NAME ",filetype w6Y=", "filetype: ASCII"}};

START_TEST(what_is_malformed_is_refused)
{
	ck_assert_str_eq(parsed(malformed[_i].text), malformed[_i].rule);
}
END_TEST

START_TEST(long_headers_and_types_are_refused)
{
	char text[METADATA_CHARACTERS_MOST + 2] = CASE "," NAME ",x ";
	size_t length = strlen(text);

	memset(text + length, 'A', sizeof(text) - 1 - length);
	ck_assert_str_eq(parsed(text),
	    "Upload-Metadata: at most 2048 characters");
	strcpy(text, CASE "," NAME ",filetype ");
	for (int i = 0; i < 34; i++)
		strcat(text, "YWFh"); /* 102 times 'a' */
	ck_assert_str_eq(parsed(text), "filetype: at most 100 characters");
}
END_TEST

static const struct {
	const char *name, *rule;
} names[] = {
	{"a.pdf", NULL}, {"Lægeerklæring (2).pdf", NULL}, {"…", NULL},
	{".hidden", NULL}, {"...", NULL}, {"\xf0\x9f\x90\x88.jpg", NULL},
	{" ", NULL}, {"\xc3\x98", NULL},
	{"9.41\xe2\x80\xafPM.png", NULL}, {"\xd9\x87\xe2\x80\x8c\xd9\x87", NULL},
	{"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa7.jpg", NULL},
	{"Ba\xcc\x8and.pdf", NULL}, {"Kon\xc2\xadtakt.pdf", NULL},
	{"a\xe2\x80\x8e", "filename: no control or invisible characters"},
	{"a\xe2\x80\x8f", "filename: no control or invisible characters"},
	{".", "filename: a name, not a path"},
	{"..", "filename: a name, not a path"},
	{"../a", "filename: a name, not a path"},
	{"/etc/passwd", "filename: a name, not a path"},
	{"C:\\fakepath\\a.jpg", "filename: a name, not a path"},
	{"a\nb", "filename: no control or invisible characters"},
	{"a\x7f" "b", "filename: no control or invisible characters"},
	{"a\xc2\x85", "filename: no control or invisible characters"},
	{"\xe2\x80\xaegpj.exe", "filename: no control or invisible characters"},
	{"a\xe2\x81\xa6", "filename: no control or invisible characters"},
	{"a\xe2\x80\x8b", "filename: no control or invisible characters"},
	{"a\xe2\x80\xa8", "filename: no control or invisible characters"},
	{"a\xd8\x9c", "filename: no control or invisible characters"},
	{"\xef\xbb\xbf" "a", "filename: no control or invisible characters"},
	{"a\xe2\x80\xa9", "filename: no control or invisible characters"},
	{"a\xe2\x81\xa0", "filename: no control or invisible characters"},
	{"a\xe2\x81\xa5", "filename: no control or invisible characters"},
	{"a\xe2\x81\xaf", "filename: no control or invisible characters"},
	{"a\xe1\xa0\x8e", "filename: no control or invisible characters"},
	{"a\xff", "filename: UTF-8"}, {"\xe2\x80", "filename: UTF-8"},
	{"\xed\xa0\x80", "filename: UTF-8"},
	{"", "filename: 1 to 255 characters"}};

START_TEST(names_of_files)
{
	const char *rule = metadata_name(names[_i].name,
	    strlen(names[_i].name));

	if (names[_i].rule == NULL)
		ck_assert_msg(rule == NULL, "%s: %s", names[_i].name, rule);
	else
		ck_assert_str_eq(rule == NULL ? "ok" : rule, names[_i].rule);
}
END_TEST

START_TEST(lengths_are_characters_and_nul_is_control)
{
	char name[2 * (METADATA_NAME_MOST + 1)];

	for (size_t i = 0; i < sizeof(name); i += 2)
		memcpy(name + i, "\xc3\xa5", 2);
	ck_assert_ptr_null(metadata_name(name, 2 * METADATA_NAME_MOST));
	ck_assert_str_eq(metadata_name(name, sizeof(name)),
	    "filename: 1 to 255 characters");
	ck_assert_str_eq(metadata_name("a\0.exe", 6),
	    "filename: no control or invisible characters");
}
END_TEST

static Suite *
suite(void)
{
	Suite *all = suite_create("metadata");
	TCase *header = tcase_create("header"), *name = tcase_create("names");

	tcase_add_checked_fixture(header, setup, teardown);
	tcase_add_test(header, ours_are_read_in_any_order);
	tcase_add_test(header, others_need_only_be_well_formed);
	tcase_add_loop_test(header, what_is_malformed_is_refused, 0,
	    sizeof(malformed) / sizeof(malformed[0]));
	tcase_add_test(header, long_headers_and_types_are_refused);
	suite_add_tcase(all, header);
	tcase_add_loop_test(name, names_of_files, 0,
	    sizeof(names) / sizeof(names[0]));
	tcase_add_test(name, lengths_are_characters_and_nul_is_control);
	suite_add_tcase(all, name);
	return all;
}

int
main(void)
{
	return check_run(suite());
}
