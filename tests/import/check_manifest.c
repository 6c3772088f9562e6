/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a line is either what the schema says or is refused by a rule that
 * names the member and nothing of its value; schema and tables agree.
 */
#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "check_run.h"
#include "import/manifest.h"

#define HEAD "{\"type\":\"manifest\",\"format\":1,\"municipality\":\"E\"}"
#define CASE "{\"type\":\"case\",\"key\":\"k\",\"area\":\"a\",\"unit\":" \
	"\"u\",\"title\":\"T\",\"opened_at\":\"2026-03-02T09:30:00Z\""
#define VERSION "{\"type\":\"version\",\"case\":\"k\",\"document\":\"d\"," \
	"\"number\":1,\"state\":\"draft\",\"created_at\":" \
	"\"2026-03-02T09:30:00Z\",\"media_type\":\"text/plain\"," \
	"\"file_name\":\"n\""
#define PARTY "{\"type\":\"party\",\"case\":\"k\",\"role\":\"subject\"," \
	"\"valid_from\":\"2026-03-02\""

static struct pool *pool;

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

static struct manifest_line
good(const char *text)
{
	struct manifest_line line;
	const char *rule = "";

	ck_assert_msg(manifest_read(text, strlen(text), pool, &line, &rule) ==
	    RESULT_OK, "%s: %s", text, rule);
	return line;
}

static const char *
bad(const char *text)
{
	struct manifest_line line = {.number = 4711};
	const char *rule = NULL;

	ck_assert_msg(manifest_read(text, strlen(text), pool, &line, &rule) ==
	    RESULT_BAD_INPUT, "%s", text);
	ck_assert_ptr_nonnull(rule);
	ck_assert_int_eq(line.number, 4711);
	return rule;
}

START_TEST(reads_every_type)
{
	struct manifest_line line = good(CASE ",\"closed_on\":\"2026-04-01\"}");

	ck_assert_int_eq(line.type, MANIFEST_CASE);
	ck_assert_str_eq(line.key, "k");
	ck_assert(line.closed_on.given && !line.deadline_on.given);
	ck_assert_int_eq(line.opened_at.at, INT64_C(1772443800000000));
	ck_assert_ptr_null(line.case_key);
	ck_assert_int_eq(good(HEAD).type, MANIFEST_HEAD);
	line = good(VERSION ",\"file\":\"a/b c.txt\"}");
	ck_assert_str_eq(line.file, "a/b c.txt");
	ck_assert(!line.published_at.given);
	ck_assert(good("{\"type\":\"area\",\"key\":\"a\",\"name_da\":\"Æ\","
	    "\"name_en\":\"A\",\"kle_number\":\"91.20\",\"starts_on\":"
	    "\"2026-01-01\",\"shown_kinds\":\"note letter\"}").is_open);
	ck_assert_str_eq(good(PARTY ",\"cpr\":\"6101893012\"}").role,
	    "subject");
}
END_TEST

START_TEST(type_comes_first_and_is_known)
{
	const char *rule = "an object that begins with a known \"type\"";

	ck_assert_str_eq(bad(""), rule);
	ck_assert_str_eq(bad("[]"), rule);
	ck_assert_str_eq(bad("{\"key\":\"k\",\"type\":\"case\"}"), rule);
	ck_assert_str_eq(bad("{\"type\":\"cases\"}"), rule);
	ck_assert_str_eq(bad("{\"type\":\"\"}"), rule);
	ck_assert_str_eq(bad("{\"type\":1}"), rule);
	ck_assert_str_eq(bad("{\"type"), rule);
	bad("{\"type\":\"case");
	good(" { \"type\" : \"manifest\" , \"format\":1,\"municipality\":\"E\"}");
}
END_TEST

START_TEST(members_are_the_tables)
{
	ck_assert_str_eq(bad(CASE ",\"colour\":\"red\"}"), "colour: unknown field");
	ck_assert_str_eq(bad(CASE ",\"key\":\"l\"}"),
	    "a field is given twice");
	ck_assert_str_eq(bad("{\"type\":\"party\",\"case\":\"k\"}"),
	    "cpr: is required");
	ck_assert_ptr_nonnull(strstr(bad(VERSION ",\"file\":7}"), "file"));
	bad(CASE "} {}");
	bad(CASE);
	bad("{\"type\":\"case\",\"key\":\"\xff\"}");
}
END_TEST

START_TEST(values_have_rules)
{
	ck_assert_str_eq(bad(CASE ",\"deadline_on\":\"2026-04-01\"}"),
	    "deadline_on, deadline_da, deadline_en: all or none");
	ck_assert_str_eq(bad(PARTY ",\"cpr\":\"6101893\"}"),
	    "cpr: ten digits that begin with a day");
	ck_assert_str_eq(bad(PARTY ",\"cpr\":\"3199893012\"}"),
	    "cpr: ten digits that begin with a day");
	ck_assert_str_eq(bad(PARTY ",\"cpr\":\"6101893012\","
	    "\"valid_to\":\"2026-03-01\"}"),
	    "valid_to: not before valid_from");
	ck_assert_str_eq(bad(VERSION ",\"file\":\"f\",\"published_at\":"
	    "\"2026-03-02T09:30:00Z\"}"),
	    "published_at, published_by: both or none");
	ck_assert_str_eq(bad(VERSION ",\"file\":\"f\",\"published_at\":"
	    "\"yesterday, at noon...\",\"published_by\":\"U\"}"),
	    "published_at: a time, RFC 3339 with seconds and zone");
	ck_assert_str_eq(bad(VERSION ",\"file\":\"f\",\"withdrawn_at\":"
	    "\"2026-03-02T09:30:00Z\",\"withdrawn_cause\":\"wrong-case\","
	    "\"withdrawn_by\":\"U\"}"), "withdrawn_at: only what was published");
	ck_assert_str_eq(bad("{\"type\":\"unit\",\"key\":\"Æ\",\"name\":\"n\","
	    "\"phone\":\"1\",\"hours\":\"2\"}"),
	    "key: a-z first, then a-z, 0-9 and -");
	ck_assert_str_eq(bad("{\"type\":\"kle\",\"number\":\"1.2\","
	    "\"title\":\"t\"}"), "number: 12, 12.34 or 12.34.56");
	ck_assert_str_eq(bad("{\"type\":\"manifest\",\"format\":2,"
	    "\"municipality\":\"E\"}"),
	    "format: 1 is the one that this program reads");
}
END_TEST

START_TEST(words_are_whole_words)
{
	static const char *const wrong[] = {"", "notes", "not", "note ",
	    " note", "note  letter", "note,letter"};
	char text[512];

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		snprintf(text, sizeof(text), "{\"type\":\"area\",\"key\":\"a\","
		    "\"name_da\":\"A\",\"name_en\":\"A\",\"kle_number\":"
		    "\"91\",\"starts_on\":\"2026-01-01\",\"shown_kinds\":"
		    "\"%s\"}", wrong[i]);
		ck_assert_ptr_nonnull(strstr(bad(text), "shown_kinds"));
	}
	ck_assert_ptr_nonnull(strstr(bad("{\"type\":\"status\",\"case\":\"k\","
	    "\"at\":\"2026-03-02T09:30:00Z\",\"status\":\"decide\"}"),
	    "status: received"));
}
END_TEST

START_TEST(paths_stay_inside)
{
	static const char *const in[] = {"a", "a/b", "a b/c.pdf", ".a", "..a",
	    "a..", "æøå/…"};
	static const char *const out[] = {"", "/", "/a", "a/", "a//b", ".",
	    "..", "a/..", "a/../b", "./a", "a/.", "../a"};

	for (size_t i = 0; i < sizeof(in) / sizeof(in[0]); i++)
		ck_assert_msg(manifest_path_is_inside(in[i]), "%s", in[i]);
	for (size_t i = 0; i < sizeof(out) / sizeof(out[0]); i++)
		ck_assert_msg(!manifest_path_is_inside(out[i]), "%s", out[i]);
}
END_TEST

START_TEST(a_line_is_not_too_long)
{
	static char text[MANIFEST_LINE_MOST + 2];

	memset(text, ' ', sizeof(text) - 1);
	memcpy(text, HEAD, strlen(HEAD));
	ck_assert_str_eq(bad(text), "a line has at most 65536 bytes");
	text[MANIFEST_LINE_MOST] = '\0';
	good(text);
}
END_TEST

/* ---- The schema ---- */

static struct json_object *
member(struct json_object *object, const char *key)
{
	struct json_object *value;

	ck_assert_msg(json_object_object_get_ex(object, key, &value), "%s",
	    key);
	return value;
}

static bool
is_required(struct json_object *definition, const char *name)
{
	struct json_object *names = member(definition, "required");

	for (size_t i = 0; i < json_object_array_length(names); i++)
		if (strcmp(json_object_get_string(json_object_array_get_idx(
		    names, i)), name) == 0)
			return true;
	return false;
}

START_TEST(schema_and_tables_agree)
{
	struct json_object *schema = json_object_from_file(SCHEMA);
	struct json_object *definitions;

	ck_assert_ptr_nonnull(schema);
	definitions = member(schema, "$defs");
	ck_assert_uint_eq(json_object_array_length(member(schema, "oneOf")),
	    MANIFEST_TYPES);
	for (int i = 0; i < MANIFEST_TYPES; i++) {
		struct json_object *definition = member(definitions,
		    manifest_word((enum manifest_type)i)), *properties;
		size_t count;
		const struct field *fields = manifest_fields(
		    (enum manifest_type)i, &count);

		properties = member(definition, "properties");
		ck_assert_int_eq(json_object_object_length(properties),
		    (int)count);
		for (size_t f = 0; f < count; f++) {
			member(properties, fields[f].name);
			ck_assert_msg(fields[f].required ==
			    is_required(definition, fields[f].name), "%s",
			    fields[f].name);
		}
	}
	json_object_put(schema);
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("manifest");
	TCase *core = tcase_create("core"), *abuse = tcase_create("abuse");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_checked_fixture(abuse, setup, teardown);
	tcase_add_test(core, reads_every_type);
	tcase_add_test(core, schema_and_tables_agree);
	tcase_add_test(abuse, type_comes_first_and_is_known);
	tcase_add_test(abuse, members_are_the_tables);
	tcase_add_test(abuse, values_have_rules);
	tcase_add_test(abuse, words_are_whole_words);
	tcase_add_test(abuse, paths_stay_inside);
	tcase_add_test(abuse, a_line_is_not_too_long);
	suite_add_tcase(suite, core);
	suite_add_tcase(suite, abuse);
	return check_run(suite);
}
