/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/child.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
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
#include "examine/look.h"

#define CPU_SECONDS 20
#define WALL_MS 60000
#define MEMORY_MOST (INT64_C(3) << 30) /* the file mapped, and Poppler */
#define FILE_FD 3
#define PIPE_FD 4

struct answer {
	int32_t verdict;
	int32_t pages;
	uint64_t text_length;
	uint64_t plain_size;
	char media_type[EXAMINE_TYPE_SIZE];
};

/* ---- The child ---- */

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
keep_two(int nothing, int fd, int pipe_fd)
{
	/* Out of the way of the places that are filled below. */
	int file = fcntl(fd, F_DUPFD, PIPE_FD + 1);
	int out = fcntl(pipe_fd, F_DUPFD, PIPE_FD + 1);

	if (file < 0 || out < 0)
		return false;
	for (int standard = 0; standard < FILE_FD; standard++)
		if (dup2(nothing, standard) < 0)
			return false;
	return dup2(file, FILE_FD) >= 0 && dup2(out, PIPE_FD) >= 0 &&
	    close_range(PIPE_FD + 1, UINT_MAX, 0) == 0;
}

static void __attribute__((noreturn))
run(struct look *look, int fd, int pipe_fd)
{
	struct answer answer = {.verdict = EXAMINE_UNABLE};
	struct found found = {.pages = 0};
	void *at = MAP_FAILED;

	prctl(PR_SET_PDEATHSIG, SIGKILL); /* ends with its parent */
	limit(RLIMIT_CPU, CPU_SECONDS);
	limit(RLIMIT_FSIZE, 0);
#ifndef WITH_SANITIZERS
	limit(RLIMIT_AS, MEMORY_MOST);
#endif
	if (!keep_two(look->examiner->nothing_fd, fd, pipe_fd))
		_exit(1);
	if (look->size > 0) {
		at = mmap(NULL, look->size, PROT_READ, MAP_PRIVATE, FILE_FD, 0);
		if (at == MAP_FAILED)
			_exit(1);
	}
	look->at = look->size > 0 ? at : "";
	if (sandbox_enter_alone() != RESULT_OK)
		_exit(1);
	answer.verdict = (int32_t)look_at(look, &found);
	answer.pages = found.pages;
	answer.text_length = found.text == NULL ? 0 : strlen(found.text);
	answer.plain_size = found.plain == NULL ? 0 : found.plain_size;
	memcpy(answer.media_type, look->media_type, sizeof(answer.media_type));
	_exit(write_all(PIPE_FD, &answer, sizeof(answer)) &&
	    write_all(PIPE_FD, found.text, answer.text_length) &&
	    write_all(PIPE_FD, found.plain, answer.plain_size) ? 0 : 1);
}

enum result
child_begin(const struct examiner *examiner, const struct examine_file *file,
    struct child *ret_child)
{
	struct look look = {.examiner = examiner, .said = file->media_type,
	    .size = (size_t)file->size};
	int ends[2];
	pid_t pid;

	if (pipe(ends) != 0)
		return RESULT_BROKEN;
	pid = fork();
	if (pid == 0) {
		if (file->forget != NULL)
			file->forget(file->context);
		run(&look, file->fd, ends[1]);
	}
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		return RESULT_BROKEN;
	}
	*ret_child = (struct child){.pid = pid, .fd = ends[0]};
	return RESULT_OK;
}

void
child_end(struct child *child)
{
	if (child->fd >= 0)
		close(child->fd);
	/* It has said what it had to say, or it never will. */
	kill(child->pid, SIGKILL);
	while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
		;
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

/* type/subtype, of the characters that media types are made of. */
static bool
is_media_type(const char text[EXAMINE_TYPE_SIZE])
{
	return memchr(text, '\0', EXAMINE_TYPE_SIZE) != NULL &&
	    strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789+-./;=") ==
	    strlen(text);
}

/* What a length announces, with a NUL behind it; NULL when it does not come. */
static char *
read_part(int fd, uint64_t length, int64_t deadline)
{
	char *part = calloc(1, (size_t)length + 1);

	if (part != NULL && !read_all(fd, part, (size_t)length, deadline)) {
		free(part);
		return NULL;
	}
	return part;
}

/* Text and plain of a good file; false: not as announced. */
static bool
read_parts(int fd, const struct answer *answer, int64_t deadline,
    struct examined *examined)
{
	if (answer->text_length > 0) {
		examined->text = read_part(fd, answer->text_length, deadline);
		if (examined->text == NULL)
			return false;
		if (strlen(examined->text) != answer->text_length ||
		    !text_is_utf8(examined->text,
			(size_t)answer->text_length)) {
			free(examined->text);
			examined->text = NULL; /* none to search in, no harm */
		}
	}
	if (answer->plain_size == 0)
		return true;
	examined->plain = read_part(fd, answer->plain_size, deadline);
	examined->plain_size = (size_t)answer->plain_size;
	return examined->plain != NULL;
}

void
child_hear(int fd, int64_t size, struct examined *ret_examined)
{
	int64_t deadline = now_ms() + WALL_MS;
	struct examined examined = {.verdict = EXAMINE_UNABLE};
	struct answer answer;

	*ret_examined = examined;
	if (!read_all(fd, &answer, sizeof(answer), deadline) ||
	    answer.verdict < 0 || answer.verdict >= EXAMINE_COUNT ||
	    answer.pages < 0 || answer.text_length > EXAMINE_TEXT_MOST ||
	    answer.plain_size > look_plain_most((size_t)size) ||
	    !is_media_type(answer.media_type))
		return;
	if (answer.verdict == EXAMINE_GOOD) {
		if (!read_parts(fd, &answer, deadline, &examined)) {
			free(examined.text);
			return;
		}
		examined.pages = answer.pages;
	}
	examined.verdict = (enum examine_verdict)answer.verdict;
	memcpy(examined.media_type, answer.media_type,
	    sizeof(examined.media_type));
	*ret_examined = examined;
}
