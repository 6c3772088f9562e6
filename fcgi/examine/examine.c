/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <magic.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
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
#include "examine/examine.h"
#include "examine/mixed.h"
#include "examine/pdf.h"
#include "examine/picture.h"

#define CPU_SECONDS 20
#define WALL_MS 60000
#define MEMORY_MOST (INT64_C(3) << 30) /* the file mapped, and Poppler */
#define MAGIC_BYTES (1 << 20) /* libmagic looks no further */
#define BRANDS_BYTES 64
#define FILE_FD 3
#define PIPE_FD 4

static const char *const rules[EXAMINE_COUNT] = {
	[EXAMINE_GOOD] = "file: good",
	[EXAMINE_TYPE] = "media_type: the file's content is of another type",
	[EXAMINE_MIXED] = "file: of one type",
	[EXAMINE_DAMAGED] = "file: a PDF that can be read",
	[EXAMINE_LOCKED] = "file: a PDF without a password",
	[EXAMINE_PICTURE] = "file: a picture of a reasonable size",
	[EXAMINE_NOT_UTF8] = "file: text in UTF-8 without NUL",
	[EXAMINE_UNABLE] = "file: looking into it broke off",
};

struct answer {
	int32_t verdict;
	int32_t pages;
	uint64_t text_length;
	char media_type[EXAMINE_TYPE_SIZE];
};

struct examiner {
	magic_t magic;
	int nothing_fd; /* /dev/null: a sandboxed parent could not open it */
};

struct look {
	const struct examiner *examiner;
	const struct examine_file *file;
	const char *at;
	size_t size;
	char media_type[EXAMINE_TYPE_SIZE];
};

const char *
examine_rule(enum examine_verdict verdict)
{
	return rules[verdict];
}

enum result
examine_open(struct examiner **ret_examiner)
{
	struct examiner *examiner = calloc(1, sizeof(*examiner));

	if (examiner == NULL)
		return RESULT_BROKEN;
	/* What would unpack, or needs more than the first bytes, stays off. */
	examiner->magic = magic_open(MAGIC_MIME_TYPE | MAGIC_NO_CHECK_COMPRESS |
	    MAGIC_NO_CHECK_TAR | MAGIC_NO_CHECK_ELF | MAGIC_NO_CHECK_CDF);
	examiner->nothing_fd = open("/dev/null", O_RDWR | O_CLOEXEC);
	if (examiner->nothing_fd < 0 || examiner->magic == NULL ||
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
	if (examiner->nothing_fd >= 0)
		close(examiner->nothing_fd);
	free(examiner);
}

/* ---- The child ---- */

/* What libmagic sees, or NULL. */
static const char *
seen_type(const struct look *look)
{
	size_t size = look->size < MAGIC_BYTES ? look->size : MAGIC_BYTES;

	return magic_buffer(look->examiner->magic, look->at, size);
}

/*
 * Whether the declared type is what libmagic sees. Plain text has no magic:
 * any text but HTML passes, as does an empty file.
 */
static bool
type_agrees(const struct look *look)
{
	const char *said = look->file->media_type, *seen;

	if (look->size == 0)
		return strncmp(said, "text/", 5) == 0;
	seen = seen_type(look);
	if (seen == NULL)
		return false;
	if (strcmp(said, "text/plain") == 0)
		return strcmp(seen, "text/html") != 0 &&
		    (strncmp(seen, "text/", 5) == 0 ||
		    strcmp(seen, "application/json") == 0 ||
		    strcmp(seen, "application/octet-stream") == 0);
	return strcmp(seen, said) == 0;
}

/* Text that is nothing but text, whatever it talks about. */
static bool
is_plain(const char *seen)
{
	return strcmp(seen, "text/plain") == 0 ||
	    strcmp(seen, "text/csv") == 0 ||
	    strncmp(seen, "text/x-", 7) == 0 ||
	    strcmp(seen, "application/json") == 0;
}

/*
 * Some telephones write HEIC under the name of its family: then its own name
 * stands among the brands of the first box (ISO/IEC 14496-12, 4.3).
 */
static bool
is_heic(const struct look *look)
{
	size_t size = look->size < BRANDS_BYTES ? look->size : BRANDS_BYTES;

	return memmem(look->at, size, "heic", 4) != NULL ||
	    memmem(look->at, size, "heix", 4) != NULL;
}

/* PDF and pictures; no area takes others but plain text. */
static bool
may_be_shown(const char *media_type)
{
	return strcmp(media_type, "application/pdf") == 0 ||
	    strcmp(media_type, "image/jpeg") == 0 ||
	    strcmp(media_type, "image/png") == 0 ||
	    strcmp(media_type, "image/heic") == 0;
}

/* The type of a stranger's file, and the rules for one. */
static enum examine_verdict
look_at_stranger(struct look *look)
{
	const char *seen = look->size == 0 ? NULL : seen_type(look);

	if (seen == NULL)
		return EXAMINE_TYPE;
	if (is_plain(seen))
		seen = "text/plain";
	else if (strcmp(seen, "image/heif") == 0 && is_heic(look))
		seen = "image/heic";
	snprintf(look->media_type, sizeof(look->media_type), "%s", seen);
	if (!may_be_shown(look->media_type))
		return EXAMINE_GOOD;
	if (mixed_is(look->at, look->size))
		return EXAMINE_MIXED;
	switch (picture_measure(look->media_type, look->at, look->size)) {
	case PICTURE_DAMAGED:
		return EXAMINE_DAMAGED;
	case PICTURE_TOO_LARGE:
		return EXAMINE_PICTURE;
	default:
		return EXAMINE_GOOD;
	}
}

/* How much of a text is kept, not ending in the middle of a character. */
static size_t
whole_characters(const struct look *look)
{
	size_t length = EXAMINE_TEXT_MOST;

	if (look->size <= length)
		return look->size;
	while (length > 0 && ((unsigned char)look->at[length] & 0xc0) == 0x80)
		length--;
	return length;
}

static enum examine_verdict
look_at(struct look *look, int *ret_pages, char **ret_text)
{
	enum examine_verdict verdict = EXAMINE_GOOD;

	if (look->file->media_type == NULL)
		verdict = look_at_stranger(look);
	else if (!type_agrees(look))
		verdict = EXAMINE_TYPE;
	else
		snprintf(look->media_type, sizeof(look->media_type), "%s",
		    look->file->media_type);
	if (verdict != EXAMINE_GOOD)
		return verdict;
	if (strcmp(look->media_type, "text/plain") == 0) {
		if (!text_is_utf8(look->at, look->size) ||
		    memchr(look->at, '\0', look->size) != NULL)
			return EXAMINE_NOT_UTF8;
		*ret_text = strndup(look->at, whole_characters(look));
		return EXAMINE_GOOD;
	}
	if (strcmp(look->media_type, "application/pdf") != 0)
		return EXAMINE_GOOD;
	switch (pdf_read(look->at, look->size, EXAMINE_TEXT_MOST, ret_pages,
	    ret_text)) {
	case PDF_READ:
		return EXAMINE_GOOD;
	case PDF_LOCKED:
		return EXAMINE_LOCKED;
	default:
		return EXAMINE_DAMAGED;
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
child(struct look *look, int pipe_fd)
{
	struct answer answer = {.verdict = EXAMINE_UNABLE};
	void *at = MAP_FAILED;
	char *text = NULL;
	int pages = 0;

	prctl(PR_SET_PDEATHSIG, SIGKILL); /* ends with its parent */
	limit(RLIMIT_CPU, CPU_SECONDS);
	limit(RLIMIT_FSIZE, 0);
#ifndef WITH_SANITIZERS
	limit(RLIMIT_AS, MEMORY_MOST);
#endif
	if (!keep_two(look->examiner->nothing_fd, look->file->fd, pipe_fd))
		_exit(1);
	if (look->size > 0) {
		at = mmap(NULL, look->size, PROT_READ, MAP_PRIVATE, FILE_FD, 0);
		if (at == MAP_FAILED)
			_exit(1);
	}
	look->at = look->size > 0 ? at : "";
	if (sandbox_enter_alone() != RESULT_OK)
		_exit(1);
	answer.verdict = (int32_t)look_at(look, &pages, &text);
	answer.pages = pages;
	answer.text_length = text == NULL ? 0 : strlen(text);
	memcpy(answer.media_type, look->media_type, sizeof(answer.media_type));
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

/* type/subtype, of the characters that media types are made of. */
static bool
is_media_type(const char text[EXAMINE_TYPE_SIZE])
{
	return memchr(text, '\0', EXAMINE_TYPE_SIZE) != NULL &&
	    strspn(text, "abcdefghijklmnopqrstuvwxyz0123456789+-./") ==
	    strlen(text);
}

/* Takes the answer, and believes nothing that it has not checked. */
static void
hear(int fd, struct examined *ret_examined)
{
	int64_t deadline = now_ms() + WALL_MS;
	struct answer answer;
	char *text = NULL;

	if (!read_all(fd, &answer, sizeof(answer), deadline) ||
	    answer.verdict < 0 || answer.verdict >= EXAMINE_COUNT ||
	    answer.pages < 0 || answer.text_length > EXAMINE_TEXT_MOST ||
	    !is_media_type(answer.media_type))
		return;
	if (answer.verdict == EXAMINE_GOOD && answer.text_length > 0) {
		text = calloc(1, (size_t)answer.text_length + 1);
		if (text == NULL || !read_all(fd, text,
		    (size_t)answer.text_length, deadline)) {
			free(text);
			return;
		}
		if (strlen(text) != answer.text_length ||
		    !text_is_utf8(text, (size_t)answer.text_length)) {
			free(text);
			text = NULL; /* no text to search in, no harm */
		}
	}
	ret_examined->verdict = (enum examine_verdict)answer.verdict;
	memcpy(ret_examined->media_type, answer.media_type,
	    sizeof(ret_examined->media_type));
	if (answer.verdict == EXAMINE_GOOD)
		ret_examined->pages = answer.pages;
	ret_examined->text = text;
}

enum result
examine(struct examiner *examiner, const struct examine_file *file,
    struct examined *ret_examined)
{
	struct look look = {.examiner = examiner, .file = file,
	    .size = (size_t)file->size};
	struct examined examined = {.verdict = EXAMINE_UNABLE};
	int ends[2];
	pid_t pid;

	if (pipe(ends) != 0)
		return RESULT_BROKEN;
	pid = fork();
	if (pid == 0) {
		if (file->forget != NULL)
			file->forget(file->context);
		child(&look, ends[1]);
	}
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		return RESULT_BROKEN;
	}
	hear(ends[0], &examined);
	close(ends[0]);
	/* It has said what it had to say, or it never will. */
	kill(pid, SIGKILL);
	while (waitpid(pid, NULL, 0) < 0 && errno == EINTR)
		;
	*ret_examined = examined;
	return RESULT_OK;
}
