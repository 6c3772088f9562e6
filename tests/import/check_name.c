/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: a name is the same name in either form of Unicode, and a file is found
 * in the form in which it lies in the folder.
 */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "check_run.h"
#include "import/file.h"
#include "import/name.h"

#define TOGETHER "S\xc3\xa5rb\xc3\xa5ren" /* å as one */
#define APART "Sa\xcc\x8arba\xcc\x8aren"  /* a and a ring */

START_TEST(forms_are_written)
{
	char name[64], small[8];

	ck_assert(name_write(APART, NAME_COMPOSED, name, sizeof(name)));
	ck_assert_str_eq(name, TOGETHER);
	ck_assert(name_write(TOGETHER, NAME_APART, name, sizeof(name)));
	ck_assert_str_eq(name, APART);
	ck_assert(!name_write(TOGETHER, NAME_APART, small, sizeof(small)));
	ck_assert(!name_write("\xff", NAME_APART, name, sizeof(name)));
}
END_TEST

START_TEST(names_are_the_same)
{
	ck_assert(name_is_same(TOGETHER, APART));
	ck_assert(name_is_same("a", "a"));
	ck_assert(!name_is_same("a", "b"));
	ck_assert(!name_is_same("a", "\xff"));
}
END_TEST

static void
check_found(int folder, const char *path)
{
	const char *rule = "";
	int64_t size = 0;
	int fd = -1;

	ck_assert_msg(file_open(folder, path, &fd, &size, &rule) == RESULT_OK,
	    "%s: %s", path, rule);
	ck_assert_int_eq(size, 1);
	close(fd);
}

START_TEST(files_are_found_in_either_form)
{
	char top[] = "/tmp/check-name-XXXXXX";
	const char *rule = "";
	int64_t size;
	int folder, fd;

	ck_assert_ptr_nonnull(mkdtemp(top));
	folder = open(top, O_RDONLY | O_DIRECTORY);
	ck_assert_int_eq(mkdirat(folder, TOGETHER, 0700), 0);
	fd = openat(folder, TOGETHER "/" APART, O_WRONLY | O_CREAT, 0600);
	ck_assert_int_eq(write(fd, "x", 1), 1);
	close(fd);
	check_found(folder, TOGETHER "/" APART);
	check_found(folder, TOGETHER "/" TOGETHER);
	check_found(folder, APART "/" APART);
	check_found(folder, APART "/" TOGETHER);
	ck_assert_int_eq(file_open(folder, APART "/other", &fd, &size, &rule),
	    RESULT_BAD_INPUT);
	ck_assert_str_eq(rule, "file: there is none");
	unlinkat(folder, TOGETHER "/" APART, 0);
	unlinkat(folder, TOGETHER, AT_REMOVEDIR);
	close(folder);
	rmdir(top);
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("name");
	TCase *core = tcase_create("core");

	tcase_add_test(core, forms_are_written);
	tcase_add_test(core, names_are_the_same);
	tcase_add_test(core, files_are_found_in_either_form);
	suite_add_tcase(suite, core);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
