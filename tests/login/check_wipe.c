/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: when a log-in is over, the CPR number is nowhere in the memory that
 * was used for it: neither in what libxml2 and xmlsec had, nor in ours. And
 * when it is refused after it was opened, neither.
 */
#include "config.h"
#include "check_run.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include "login/accept.h"
#include "signer.h"

/* Digits as they stand in the message, kept apart from it: each plus 1. */
static const char shifted[] = "1813926789";

/* How often the digits stand in bytes. A copy of them for comparing would be
 * found, too. */
static int
count_in(const unsigned char *at, size_t size)
{
	int count = 0;

	for (size_t i = 0; i + 10 <= size; i++) {
		size_t same = 0;
		while (same < 10 && at[i + same] + 1 == shifted[same])
			same++;
		count += same == 10;
	}
	return count;
}

/* In all memory that is allocated: what is writable and of no file. */
static int
count_in_heap(void)
{
	FILE *maps = fopen("/proc/self/maps", "r");
	unsigned long from, to;
	char line[512], rights[8], path[256];
	int count = 0;

	ck_assert_ptr_nonnull(maps);
	while (fgets(line, sizeof line, maps) != NULL) {
		path[0] = '\0';
		ck_assert_int_ge(sscanf(line, "%lx-%lx %7s %*s %*s %*s %255s",
		    &from, &to, rights, path), 3);
		if (strncmp(rights, "rw", 2) == 0 && (path[0] == '\0' ||
		    strcmp(path, "[heap]") == 0))
			count += count_in((unsigned char *)(uintptr_t)from,
			    to - from);
	}
	fclose(maps);
	return count;
}

/* Reads a message, logs in with it, and says what is left. wanted: whether it
 * is accepted. */
static int
log_in(const struct signer *signer, int from, enum result wanted)
{
	struct accepted accepted = {0};
	size_t room = 65536, length = 0;
	char *text = malloc(room);
	const char *rule = "";
	ssize_t got;

	while ((got = read(from, text + length, room - length)) > 0)
		length += (size_t)got;
	if (accept_response(&signer->saml, text, length, SIGNER_NOW, &accepted,
	    &rule) != wanted) {
		fprintf(stderr, "%s\n", rule);
		return 100;
	}
	if (wanted == RESULT_OK && count_in_heap() == 0)
		return 101; /* looked in the wrong place */
	accept_clear(&accepted);
	free(text);
	return count_in_heap();
}

/* The one who logs in is another process than the one who wrote the message,
 * and older than the message. */
static int
left_behind(enum result wanted)
{
	struct signer *signer = signer_open();
	int ends[2], status = -1;

	ck_assert_int_eq(pipe(ends), 0);
	pid_t child = fork();
	if (child == 0) {
		close(ends[1]);
		_exit(log_in(signer, ends[0], wanted));
	}
	close(ends[0]);
	char *assertion = signer_replace(strdup(SIGNER_ASSERTION),
	    "6101893012", "0702815678");
	assertion = signer_sign(assertion, "_assertion1",
	    wanted == RESULT_OK ? signer->idp : signer->evil);
	char *sealed = signer_encrypt(signer, assertion,
	    &(struct signer_encrypt){0});
	char *response = signer_replace(strdup(SIGNER_RESPONSE), "@BODY@",
	    sealed);
	char *text = signer_base64(response);
	ck_assert_int_eq(write(ends[1], text, strlen(text)),
	    (ssize_t)strlen(text));
	close(ends[1]);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	free(assertion);
	free(sealed);
	free(response);
	free(text);
	signer_close(signer);
	ck_assert(WIFEXITED(status));
	return WEXITSTATUS(status);
}

START_TEST(nothing_is_left)
{
	ck_assert_int_eq(left_behind(RESULT_OK), 0);
}
END_TEST

START_TEST(nothing_is_left_of_what_is_refused)
{
	ck_assert_int_eq(left_behind(RESULT_DENIED), 0);
}
END_TEST

static Suite *
wipe_suite(void)
{
	Suite *suite = suite_create("wipe");
	TCase *core = tcase_create("core");

#ifndef WITH_SANITIZERS /* their shadow is too large to look through */
	tcase_add_test(core, nothing_is_left);
	tcase_add_test(core, nothing_is_left_of_what_is_refused);
#endif
	suite_add_tcase(suite, core);
	return suite;
}

int
main(void)
{
	return check_run(wipe_suite());
}
