/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: what is written is JSON, whatever the text, however long it grows.
 */
#include "core/writer.h"

#include <json-c/json.h>
#include <stdio.h>
#include <string.h>

#include "check_run.h"

static struct pool *pool;
static struct writer writer;

static void
setup(void)
{
	pool = pool_new(1 << 20);
	writer_begin(&writer, pool);
}

static void
teardown(void)
{
	pool_free(pool);
}

static const char *
written(void)
{
	static char text[1 << 19];

	ck_assert(!writer.failed);
	snprintf(text, sizeof(text), "%.*s",
	    (int)(writer.length - WRITER_HEAD_ROOM),
	    writer.at + WRITER_HEAD_ROOM);
	return text;
}

START_TEST(commas_stand_between)
{
	writer_open(&writer, '{');
	writer_key(&writer, "a");
	writer_open(&writer, '[');
	writer_int(&writer, 1);
	writer_int(&writer, -2);
	writer_open(&writer, '{');
	writer_close(&writer, '}');
	writer_open(&writer, '[');
	writer_close(&writer, ']');
	writer_null(&writer);
	writer_close(&writer, ']');
	writer_key(&writer, "b");
	writer_bool(&writer, true);
	writer_key(&writer, "c");
	writer_bool(&writer, false);
	writer_key(&writer, "d");
	writer_text(&writer, NULL);
	writer_key(&writer, "e");
	writer_text(&writer, "s\xC3\xB8g");
	writer_close(&writer, '}');
	ck_assert_str_eq(written(), "{\"a\":[1,-2,{},[],null],\"b\":true,"
	    "\"c\":false,\"d\":null,\"e\":\"s\xC3\xB8g\"}");
}
END_TEST

START_TEST(numbers_are_whole)
{
	writer_open(&writer, '[');
	writer_int(&writer, 0);
	writer_int(&writer, INT64_MAX);
	writer_int(&writer, INT64_MIN);
	writer_close(&writer, ']');
	ck_assert_str_eq(written(),
	    "[0,9223372036854775807,-9223372036854775808]");
}
END_TEST

START_TEST(every_byte_is_escaped_or_kept)
{
	char text[128], back[128];
	struct json_object *json;

	for (int i = 0; i < 128; i++)
		text[i] = (char)i;
	writer_open(&writer, '[');
	writer_text_length(&writer, text, sizeof(text));
	writer_text(&writer, "</script>\"\\\n");
	writer_close(&writer, ']');
	json = json_tokener_parse(written());
	ck_assert_ptr_nonnull(json);
	struct json_object *first = json_object_array_get_idx(json, 0);
	ck_assert_int_eq(json_object_get_string_len(first), 128);
	memcpy(back, json_object_get_string(first), sizeof(back));
	ck_assert_mem_eq(back, text, sizeof(text));
	ck_assert_str_eq(json_object_get_string(
	    json_object_array_get_idx(json, 1)), "</script>\"\\\n");
	json_object_put(json);
}
END_TEST

START_TEST(text_grows)
{
	struct json_object *json;

	writer_open(&writer, '[');
	for (int i = 0; i < 10000; i++)
		writer_text(&writer, "tyve bytes eller s\xC3\xA5");
	writer_close(&writer, ']');
	json = json_tokener_parse(written());
	ck_assert_int_eq(json_object_array_length(json), 10000);
	json_object_put(json);
}
END_TEST

START_TEST(short_memory_is_noted)
{
	struct pool *small = pool_new(13000);

	writer_begin(&writer, small);
	ck_assert(!writer.failed);
	for (int i = 0; i < 10000; i++) {
		writer_key(&writer, "key");
		writer_text(&writer, "value");
		writer_int(&writer, i);
	}
	ck_assert(writer.failed);
	pool_free(small);
	small = pool_new(10);
	writer_begin(&writer, small);
	writer_open(&writer, '{');
	writer_text(&writer, "x");
	writer_close(&writer, '}');
	ck_assert(writer.failed);
	pool_free(small);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("writer");
	TCase *core = tcase_create("core");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_test(core, commas_stand_between);
	tcase_add_test(core, numbers_are_whole);
	tcase_add_test(core, every_byte_is_escaped_or_kept);
	tcase_add_test(core, text_grows);
	tcase_add_test(core, short_memory_is_noted);
	suite_add_tcase(suite, core);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
