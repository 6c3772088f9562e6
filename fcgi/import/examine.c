/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <magic.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/sandbox.h"
#include "core/text.h"
#include "import/examine.h"
#include "import/pdf.h"

#define CPU_SECONDS 20
#define WALL_MS 60000
#define MEMORY_MOST (INT64_C(3) << 30) /* the file mapped, and Poppler */
#define MAGIC_BYTES (1 << 20) /* libmagic looks no further */
#define FILE_FD 3
#define PIPE_FD 4

/* What a file can be; what the child says and the parent understands. */
enum verdict { VERDICT_GOOD, VERDICT_TYPE, VERDICT_BROKEN, VERDICT_LOCKED,
	VERDICT_NOT_UTF8, VERDICT_UNABLE, VERDICT_COUNT };

static const char *const rules[VERDICT_COUNT] = {
	[VERDICT_TYPE] = "media_type: the file's content is of another type",
	[VERDICT_BROKEN] = "file: a PDF that can be read",
	[VERDICT_LOCKED] = "file: a PDF without a password",
	[VERDICT_NOT_UTF8] = "file: text in UTF-8 without NUL",
	[VERDICT_UNABLE] = "file: looking into it broke off",
};

struct answer {
	int32_t verdict;
	int32_t pages;
	uint64_t text_length;
};

struct examiner {
	magic_t magic;
};

struct job {
	struct examiner *examiner;
	const char *at;
	size_t size;
	const char *media_type;
};

enum result
examine_open(struct examiner **ret_examiner)
{
	struct examiner *examiner = calloc(1, sizeof(*examiner));

	if (examiner == NULL)
		return RESULT_BROKEN;
	/* What would unpack, or needs more than the first bytes, stays off. */
	examiner->magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS |
	    MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF);
	if (examiner->magic == NULL ||
	    magic_load(examiner->magic, NULL) != 0) {
		examine_close(examiner);
		return RESULT_BROKEN;
	}
	*ret_examiner = examiner;
	return RESULT_OK;
}

void
examine_close(struct examiner *examiner)
{
	if (examiner == NULL)
		return;
	if (examiner->magic != NULL)
		magic_close(examiner->magic);
	free(examiner);
}

/* ---- The child ---- */

/*
 * Whether the declared type is what libmagic sees. Plain text has no magic:
 * any text but HTML passes, as does an empty file.
 */
static bool
type_agrees(const struct job *job)
{
	size_t size = job->size < MAGIC_BYTES ? job->size : MAGIC_BYTES;
	const char *seen;

	if (job->size == 0)
		return strncmp(job->media_type, "text/", 5) == 0;
	seen = magic_buffer(job->examiner->magic, job->at, size);
	if (seen == NULL)
		return false;
	if (strcmp(job->media_type, "text/plain") == 0)
		return strcmp(seen, "text/html") != 0 &&
		    (strncmp(seen, "text/", 5) == 0 ||
		    strcmp(seen, "application/json") == 0 ||
		    strcmp(seen, "application/octet-stream") == 0);
	return strcmp(seen, job->media_type) == 0;
}

/* How much of a text is kept, not ending in the middle of a character. */
static size_t
whole_characters(const struct job *job)
{
	size_t length = EXAMINE_TEXT_MOST;

	if (job->size <= length)
		return job->size;
	while (length > 0 && ((unsigned char)job->at[length] & 0xc0) == 0x80)
		length--;
	return length;
}

static enum verdict
look(const struct job *job, int *ret_pages, char **ret_text)
{
	if (!type_agrees(job))
		return VERDICT_TYPE;
	if (strcmp(job->media_type, "text/plain") == 0) {
		if (!text_is_utf8(job->at, job->size) ||
		    memchr(job->at, '\0', job->size) != NULL)
			return VERDICT_NOT_UTF8;
		*ret_text = strndup(job->at, whole_characters(job));
		return VERDICT_GOOD;
	}
	if (strcmp(job->media_type, "application/pdf") != 0)
		return VERDICT_GOOD;
	switch (pdf_read(job->at, job->size, EXAMINE_TEXT_MOST, ret_pages,
	    ret_text)) {
	case PDF_READ:
		return VERDICT_GOOD;
	case PDF_LOCKED:
		return VERDICT_LOCKED;
	default:
		return VERDICT_BROKEN;
	}
}

static bool
write_all(int fd, const void *at, size_t size)
{
	const char *next = at;

	while (size > 0) {
		ssize_t put = write(fd, next, size);

		if (put < 0 && errno == EINTR)
			continue;
		if (put <= 0)
			return false;
		next += put;
		size -= (size_t)put;
	}
	return true;
}

static void
limit(int what, rlim_t most)
{
	const struct rlimit limits = {most, most};

	(void)setrlimit((__rlimit_resource_t)what, &limits);
}

/*
 * Leaves all but the file and the pipe, in fixed places. The standard ones
 * are nothing from here on: free, they would be given to something else.
 */
static bool
keep_two(int fd, int pipe_fd)
{
	/* Out of the way of the places that are filled below. */
	int file = fcntl(fd, F_DUPFD, PIPE_FD + 1);
	int out = fcntl(pipe_fd, F_DUPFD, PIPE_FD + 1);
	int nothing = open("/dev/null", O_RDWR);

	if (file < 0 || out < 0 || nothing < 0)
		return false;
	for (int standard = 0; standard < FILE_FD; standard++)
		if (dup2(nothing, standard) < 0)
			return false;
	return dup2(file, FILE_FD) >= 0 && dup2(out, PIPE_FD) >= 0 &&
	    close_range(PIPE_FD + 1, UINT_MAX, 0) == 0;
}

static void __attribute__((noreturn))
child(struct job *job, int fd, int pipe_fd)
{
	struct answer answer = {.verdict = VERDICT_UNABLE};
	void *at = MAP_FAILED;
	char *text = NULL;
	int pages = 0;

	prctl(PR_SET_PDEATHSIG, SIGKILL); /* ends with the import */
	limit(RLIMIT_CPU, CPU_SECONDS);
	limit(RLIMIT_FSIZE, 0);
#ifndef WITH_SANITIZERS
	limit(RLIMIT_AS, MEMORY_MOST);
#endif
	if (!keep_two(fd, pipe_fd))
		_exit(1);
	if (job->size > 0) {
		at = mmap(NULL, job->size, PROT_READ, MAP_PRIVATE, FILE_FD, 0);
		if (at == MAP_FAILED)
			_exit(1);
	}
	job->at = job->size > 0 ? at : "";
	if (sandbox_enter_alone() != RESULT_OK)
		_exit(1);
	answer.verdict = (int32_t)look(job, &pages, &text);
	answer.pages = pages;
	answer.text_length = text == NULL ? 0 : strlen(text);
	_exit(write_all(PIPE_FD, &answer, sizeof(answer)) &&
	    write_all(PIPE_FD, text, answer.text_length) ? 0 : 1);
}

/* ---- The parent ---- */

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Reads size bytes before the deadline; false when they do not come. */
static bool
read_all(int fd, void *at, size_t size, int64_t deadline)
{
	char *next = at;

	while (size > 0) {
		struct pollfd wanted = {.fd = fd, .events = POLLIN};
		int64_t left = deadline - now_ms();
		ssize_t got;

		if (left <= 0)
			return false;
		if (poll(&wanted, 1, (int)left) < 0 && errno != EINTR)
			return false;
		if (wanted.revents == 0)
			continue;
		got = read(fd, next, size);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0)
			return false;
		next += got;
		size -= (size_t)got;
	}
	return true;
}

/* Takes the answer, and believes nothing that it has not checked. */
static enum verdict
hear(int fd, struct examined *ret_examined)
{
	int64_t deadline = now_ms() + WALL_MS;
	struct answer answer;
	char *text = NULL;

	if (!read_all(fd, &answer, sizeof(answer), deadline) ||
	    answer.verdict < 0 || answer.verdict >= VERDICT_COUNT ||
	    answer.pages < 0 || answer.text_length > EXAMINE_TEXT_MOST)
		return VERDICT_UNABLE;
	if (answer.verdict != VERDICT_GOOD)
		return (enum verdict)answer.verdict;
	if (answer.text_length > 0) {
		text = calloc(1, (size_t)answer.text_length + 1);
		if (text == NULL || !read_all(fd, text,
		    (size_t)answer.text_length, deadline)) {
			free(text);
			return VERDICT_UNABLE;
		}
		if (strlen(text) != answer.text_length ||
		    !text_is_utf8(text, (size_t)answer.text_length)) {
			free(text);
			text = NULL; /* no text to search in, no harm */
		}
	}
	ret_examined->pages = answer.pages;
	ret_examined->text = text;
	return VERDICT_GOOD;
}

enum result
examine(struct examiner *examiner, int fd, int64_t size,
    const char *media_type, void (*forget)(void *context), void *context,
    struct examined *ret_examined, const char **ret_rule)
{
	struct job job = {.examiner = examiner, .size = (size_t)size,
	    .media_type = media_type};
	struct examined examined = {0};
	enum verdict verdict;
	int ends[2];
	pid_t pid;

	*ret_rule = rules[VERDICT_UNABLE];
	if (pipe(ends) != 0)
		return RESULT_BROKEN;
	pid = fork();
	if (pid == 0) {
		if (forget != NULL)
			forget(context);
		child(&job, fd, ends[1]);
	}
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		return RESULT_BROKEN;
	}
	verdict = hear(ends[0], &examined);
	close(ends[0]);
	/* It has said what it had to say, or it never will. */
	kill(pid, SIGKILL);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	if (verdict != VERDICT_GOOD) {
		*ret_rule = rules[verdict];
		return RESULT_BAD_INPUT;
	}
	*ret_examined = examined;
	return RESULT_OK;
}
