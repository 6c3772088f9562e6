/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a file is what it is said to be or is refused by name; one that
 * breaks its examiner costs nobody else anything.
 */
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "check_run.h"
#include "import/examine.h"

/* A PDF of one page; cross-references are left to Poppler's repair. */
#define PDF "%PDF-1.4\n" \
	"1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" \
	"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" \
	"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R" \
	"/Resources<</Font<</F 5 0 R>>>>>>endobj\n" \
	"4 0 obj<</Length 44>>stream\n" \
	"BT /F 12 Tf 20 100 Td (Afgoerelse om hjaelp) Tj ET\n" \
	"endstream endobj\n" \
	"5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n" \
	"trailer<</Root 1 0 R>>\n"

static struct examiner *examiner;
static int forgotten;

static void
setup(void)
{
	ck_assert(examine_open(&examiner) == RESULT_OK);
}

static void
teardown(void)
{
	examine_close(examiner);
}

static void
forget(void *context)
{
	forgotten++;
	*(int *)context = 1;
}

static enum result
look(const char *bytes, size_t size, const char *type,
    struct examined *ret_examined, const char **ret_rule)
{
	FILE *file = tmpfile();
	enum result result;
	int seen = 0;

	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(bytes, 1, size, file), size);
	fflush(file);
	result = examine(examiner, fileno(file), (int64_t)size, type, forget,
	    &seen, ret_examined, ret_rule);
	fclose(file);
	/* The secrets are wiped in the child and nowhere else. */
	ck_assert_int_eq(seen + forgotten, 0);
	return result;
}

static const char *
refused(const char *bytes, size_t size, const char *type)
{
	struct examined examined = {.pages = -1};
	const char *rule = "";

	ck_assert_int_eq(look(bytes, size, type, &examined, &rule),
	    RESULT_BAD_INPUT);
	ck_assert_int_eq(examined.pages, -1);
	return rule;
}

START_TEST(reads_a_pdf)
{
	struct examined examined;
	const char *rule = "";

	ck_assert_msg(look(PDF, strlen(PDF), "application/pdf", &examined,
	    &rule) == RESULT_OK, "%s", rule);
	ck_assert_int_eq(examined.pages, 1);
	ck_assert_ptr_nonnull(strstr(examined.text, "Afgoerelse om hjaelp"));
	free(examined.text);
}
END_TEST

START_TEST(plain_text_is_its_own_text)
{
	struct examined examined;
	const char *rule = "";

	ck_assert(look("Kære Anna\n", 11, "text/plain", &examined, &rule) ==
	    RESULT_OK);
	ck_assert_str_eq(examined.text, "Kære Anna\n");
	ck_assert_int_eq(examined.pages, 0);
	free(examined.text);
	ck_assert(look("", 0, "text/plain", &examined, &rule) == RESULT_OK);
	ck_assert_ptr_null(examined.text);
}
END_TEST

START_TEST(content_must_be_of_the_type)
{
	static const char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1"
	    "\x08\2\0\0\0\x90wS\xde";
	const char *rule =
	    "media_type: the file's content is of another type";

	ck_assert_str_eq(refused(PDF, strlen(PDF), "text/plain"), rule);
	ck_assert_str_eq(refused(PDF, strlen(PDF), "image/png"), rule);
	ck_assert_str_eq(refused("Hej", 3, "application/pdf"), rule);
	ck_assert_str_eq(refused(png, sizeof(png) - 1, "image/jpeg"), rule);
	ck_assert_str_eq(refused("<!DOCTYPE html><html><script>", 29,
	    "text/plain"), rule);
	ck_assert_str_eq(refused("", 0, "application/pdf"), rule);
}
END_TEST

START_TEST(broken_files_name_themselves)
{
	ck_assert_str_eq(refused("%PDF-1.7\ngarbage", 16, "application/pdf"),
	    "file: a PDF that can be read");
	ck_assert_str_eq(refused(PDF, 60, "application/pdf"),
	    "file: a PDF that can be read");
	ck_assert_str_eq(refused("hej \xe6\xf8\xe5 hej", 11, "text/plain"),
	    "file: text in UTF-8 without NUL");
}
END_TEST

/* What the child sees of the descriptors that were its parent's. */
struct seen {
	bool done;
	bool null[3];
	bool closed;
};

static struct seen *seen;

/* In the child, inside its sandbox: the mapping reaches behind the file. */
static void
note_descriptors(int signal)
{
	struct stat facts;

	(void)signal;
	for (int fd = 0; fd < 3; fd++)
		seen->null[fd] = fstat(fd, &facts) == 0 &&
		    S_ISCHR(facts.st_mode) && facts.st_rdev == makedev(1, 3);
	seen->closed = true;
	for (int fd = 5; fd < 64; fd++)
		seen->closed = seen->closed && fstat(fd, &facts) != 0;
	seen->done = true;
	_exit(1);
}

static void
watch(void *context)
{
	(void)context;
	signal(SIGBUS, note_descriptors);
}

START_TEST(the_child_has_file_and_pipe)
{
	struct examined examined;
	const char *rule = "";
	FILE *file = tmpfile();

	seen = mmap(NULL, sizeof(*seen), PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	ck_assert(seen != MAP_FAILED && file != NULL);
	ck_assert_int_eq(fputs("Hej", file), 1);
	fflush(file);
	ck_assert_int_eq(examine(examiner, fileno(file), 100000, "text/plain",
	    watch, NULL, &examined, &rule), RESULT_BAD_INPUT);
	ck_assert_str_eq(rule, "file: looking into it broke off");
	ck_assert(seen->done);
	ck_assert(seen->null[0] && seen->null[1] && seen->null[2]);
	ck_assert(seen->closed);
	fclose(file);
	munmap(seen, sizeof(*seen));
}
END_TEST

int
main(void)
{
	Suite *suite = suite_create("examine");
	TCase *core = tcase_create("core"), *abuse = tcase_create("abuse");

	tcase_add_checked_fixture(core, setup, teardown);
	tcase_add_checked_fixture(abuse, setup, teardown);
	tcase_set_timeout(core, 60);
	tcase_set_timeout(abuse, 60);
	tcase_add_test(core, reads_a_pdf);
	tcase_add_test(core, plain_text_is_its_own_text);
	tcase_add_test(abuse, content_must_be_of_the_type);
	tcase_add_test(abuse, broken_files_name_themselves);
	tcase_add_test(abuse, the_child_has_file_and_pipe);
	suite_add_tcase(suite, core);
	suite_add_tcase(suite, abuse);
	return check_run(suite);
}
