/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a configuration is complete and lawful, or a message says where it is
 * not; a program is stopped only by its own keys.
 */
#include "core/conf.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "check_run.h"

#define CITIZEN \
	"database = host=/run/pg dbname=minsag\n" \
	"base_url = https://localhost:8443/minsag\n" \
	"token_keys = /etc/minsag/token.keys\n" \
	"municipality = Egeskov Kommune\n" \
	"courier_public_key = /etc/minsag/courier.public\n"

static struct conf conf;
static char message[512];

static enum result
parse(enum conf_program program, const char *text)
{
	memset(&conf, 0, sizeof(conf));
	message[0] = '\0';
	return conf_parse("test.conf", text, strlen(text), program, &conf,
	    message, sizeof(message));
}

static void
assert_refused(const char *text, const char *wanted)
{
	ck_assert_int_eq(parse(CONF_CITIZEN, text), RESULT_BAD_INPUT);
	ck_assert_str_eq(message, wanted);
	ck_assert_ptr_null(conf.database);
}

START_TEST(values_and_presets)
{
	ck_assert_int_eq(parse(CONF_CITIZEN, CITIZEN), RESULT_OK);
	ck_assert_str_eq(conf.database, "host=/run/pg dbname=minsag");
	ck_assert_str_eq(conf.municipality, "Egeskov Kommune");
	ck_assert_int_eq(conf.database_connections, 2);
	ck_assert_int_eq(conf.threads, 4);
	ck_assert_str_eq(conf.log_level, "info");
	ck_assert_ptr_null(conf.saml_sign_key);
	conf_clear(&conf);
	ck_assert_ptr_null(conf.database);
	conf_clear(&conf);
}
END_TEST

START_TEST(origin_and_path_are_derived)
{
	ck_assert_int_eq(parse(CONF_CITIZEN, CITIZEN), RESULT_OK);
	ck_assert_str_eq(conf.base_path, "/minsag");
	ck_assert_str_eq(conf.origin, "https://localhost:8443");
	conf_clear(&conf);
	ck_assert_int_eq(parse(CONF_DOCUMENT, "database=x\ntoken_keys=/k\n"
	    "base_url=https://minsag.example"), RESULT_OK);
	ck_assert_str_eq(conf.base_path, "");
	ck_assert_str_eq(conf.origin, "https://minsag.example");
	conf_clear(&conf);
}
END_TEST

START_TEST(comments_spaces_and_line_ends)
{
	ck_assert_int_eq(parse(CONF_CITIZEN, "\n\t# first\n" CITIZEN
	    "  threads\t=  7 # seven\n\n"), RESULT_OK);
	ck_assert_int_eq(conf.threads, 7);
	conf_clear(&conf);
	ck_assert_int_eq(parse(CONF_AUDIT, "database = dbname=a#b"),
	    RESULT_OK);
	ck_assert_str_eq(conf.database, "dbname=a#b");
	conf_clear(&conf);
}
END_TEST

START_TEST(only_a_programs_own_keys_stop_it)
{
	const char *text = "database = x\nsession_idle_minutes = never\n"
	    "token_keys = relative\n";

	ck_assert_int_eq(parse(CONF_AUDIT, text), RESULT_OK);
	conf_clear(&conf);
	ck_assert_int_eq(parse(CONF_LOGIN, text), RESULT_BAD_INPUT);
	ck_assert_str_eq(message,
	    "test.conf:2: session_idle_minutes: a number from 5 to 240");
}
END_TEST

START_TEST(document_has_its_own_numbers)
{
	const char *text = "database=x\ntoken_keys=/k\nthreads = 3\n"
	    "document_threads = 99\nbase_url=https://a.example";

	ck_assert_int_eq(parse(CONF_DOCUMENT, text), RESULT_OK);
	ck_assert_int_eq(conf.threads, 99);
	ck_assert_int_eq(conf.database_connections, 2);
	conf_clear(&conf);
}
END_TEST

START_TEST(what_is_missing_is_named)
{
	assert_refused("database = x\n", "test.conf: base_url is missing");
	assert_refused("database =\n", "test.conf:1: database: a value");
	assert_refused("", "test.conf: database is missing");
}
END_TEST

START_TEST(unknown_twice_and_malformed)
{
	assert_refused(CITIZEN "colour = red\n",
	    "test.conf:6: unknown key: colour");
	assert_refused(CITIZEN "municipality = x\n",
	    "test.conf:6: municipality: given twice");
	assert_refused("database\n", "test.conf:1: key = value");
	assert_refused("\n\n= x\n", "test.conf:3: unknown key: ");
	assert_refused("database = a\x01z\n",
	    "test.conf:1: a control character");
	assert_refused("database = a\r\n", "test.conf:1: a control character");
}
END_TEST

START_TEST(numbers_have_bounds)
{
	static const char *const bad[] = {"", "0", "-1", "+1", "1025",
	    "99999999999999999999", "7x", "0x7", "1 2", "1.5"};
	char text[512];

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(text, sizeof(text), CITIZEN "threads = %s", bad[i]);
		ck_assert_int_eq(parse(CONF_CITIZEN, text), RESULT_BAD_INPUT);
		ck_assert_ptr_nonnull(strstr(message, "test.conf:6: threads"));
	}
	ck_assert_int_eq(parse(CONF_CITIZEN, CITIZEN "threads = 1024"),
	    RESULT_OK);
	conf_clear(&conf);
}
END_TEST

START_TEST(words_are_whole)
{
	static const char *const bad[] = {"", "loud", "inf", "infos",
	    "debug info", "INFO"};
	char text[512];

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(text, sizeof(text), CITIZEN "log_level = %s", bad[i]);
		ck_assert_int_eq(parse(CONF_CITIZEN, text), RESULT_BAD_INPUT);
	}
	ck_assert_int_eq(parse(CONF_CITIZEN, CITIZEN "log_level = error"),
	    RESULT_OK);
	conf_clear(&conf);
}
END_TEST

START_TEST(addresses_are_plain)
{
	static const char *const bad[] = {"http://a.example", "https://",
	    "https:///x", "https://A.example", "https://a.example/",
	    "https://a.example/x/", "https://a.example//x",
	    "https://a.example/../x", "https://a.example/.x",
	    "https://a.example:0", "https://a.example:65536",
	    "https://a.example:", "https://a.example:8443x",
	    "https://u@a.example", "https://a.example?x", "https://a.example#x",
	    "https://a.example/x%20y", "https://-a.example",
	    "https://a.example.", "https://a b", "https://a.example/\xc3\xa6"};
	char text[512];

	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++) {
		snprintf(text, sizeof(text), "base_url = %s\n", bad[i]);
		ck_assert_int_eq(parse(CONF_CITIZEN, text), RESULT_BAD_INPUT);
		ck_assert_msg(strstr(message, "base_url: ") != NULL,
		    "%s: %s", bad[i], message);
	}
}
END_TEST

START_TEST(idle_is_not_longer_than_absolute)
{
	const char *text = "database=x\nbase_url=https://a.example\n"
	    "token_keys=/k\nmunicipality=m\nidentity_key=/k\n"
	    "courier_public_key=/k\n"
	    "saml_log_key=/k\nsaml_entity_id=e\nsaml_idp_metadata=/m\n"
	    "saml_sign_key=/k\nsaml_sign_certificate=/c\n"
	    "saml_decrypt_key=/k\nsaml_decrypt_certificate=/c\n"
	    "session_idle_minutes=60\nsession_absolute_minutes=30\n";

	ck_assert_int_eq(parse(CONF_LOGIN, text), RESULT_BAD_INPUT);
	ck_assert_str_eq(message, "test.conf: session_absolute_minutes: "
	    "at least session_idle_minutes");
}
END_TEST

START_TEST(size_and_nul)
{
	static char big[70000];

	memset(big, '\n', sizeof(big));
	ck_assert_int_eq(conf_parse("big", big, 65537, CONF_AUDIT, &conf,
	    message, sizeof(message)), RESULT_BAD_INPUT);
	ck_assert_str_eq(message, "big: at most 65536 bytes");
	ck_assert_int_eq(conf_parse("nul", "a\0b", 3, CONF_AUDIT, &conf,
	    message, sizeof(message)), RESULT_BAD_INPUT);
	ck_assert_str_eq(message, "nul: a NUL byte");
}
END_TEST

START_TEST(a_file_is_read)
{
	char path[] = "/tmp/minsag-check-XXXXXX";
	int fd = mkstemp(path);

	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(write(fd, "database = x", 12), 12);
	close(fd);
	memset(&conf, 0, sizeof(conf));
	ck_assert_int_eq(conf_load(path, CONF_AUDIT, &conf, message,
	    sizeof(message)), RESULT_OK);
	ck_assert_str_eq(conf.database, "x");
	conf_clear(&conf);
	unlink(path);
	ck_assert_int_eq(conf_load(path, CONF_AUDIT, &conf, message,
	    sizeof(message)), RESULT_NOT_FOUND);
	ck_assert_ptr_nonnull(strstr(message, path));
	ck_assert_int_eq(conf_load("/tmp", CONF_AUDIT, &conf, message,
	    sizeof(message)), RESULT_BROKEN);
}
END_TEST

/* The manual's list is the table: its own keys, nobody else's. */
START_TEST(the_table_prints_the_manual)
{
	char text[16384] = "";
	FILE *out = fmemopen(text, sizeof(text), "w");

	ck_assert_ptr_nonnull(out);
	conf_print_manual(out, CONF_DOCUMENT);
	fclose(out);
	ck_assert_ptr_nonnull(strstr(text, ".It Cm document_threads\n"));
	ck_assert_ptr_nonnull(strstr(text, "Default: 320.\n"));
	ck_assert_ptr_nonnull(strstr(text, ".It Cm base_url\n"));
	ck_assert_ptr_null(strstr(text, "saml_"));
	ck_assert_ptr_null(strstr(text, ".It Cm threads\n"));
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("conf");
	TCase *core = tcase_create("core");
	TCase *limits = tcase_create("limits");
	TCase *abuse = tcase_create("abuse");

	tcase_add_test(core, values_and_presets);
	tcase_add_test(core, origin_and_path_are_derived);
	tcase_add_test(core, comments_spaces_and_line_ends);
	tcase_add_test(core, only_a_programs_own_keys_stop_it);
	tcase_add_test(core, document_has_its_own_numbers);
	tcase_add_test(core, a_file_is_read);
	tcase_add_test(core, the_table_prints_the_manual);
	suite_add_tcase(suite, core);
	tcase_add_test(limits, numbers_have_bounds);
	tcase_add_test(limits, words_are_whole);
	tcase_add_test(limits, idle_is_not_longer_than_absolute);
	tcase_add_test(limits, size_and_nul);
	suite_add_tcase(suite, limits);
	tcase_add_test(abuse, what_is_missing_is_named);
	tcase_add_test(abuse, unknown_twice_and_malformed);
	tcase_add_test(abuse, addresses_are_plain);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
