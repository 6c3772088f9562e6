/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "courier/clamd.h"

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define CHUNK_BYTES (256 * 1024)
#define LOOK_UP_MS 5000 /* between two calls of wait's */
#define ANSWER_MOST 1024

/*
 * The EICAR test file, in two halves: whole, it would be found here too.
 * https://www.eicar.org/download-anti-malware-testfile/
 */
static const char *const eicar[2] = {"X5O!P%@AP[4\\PZX54(P^)7CC)7}$",
    "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"};

/* A conversation with the scanner. */
struct talk {
	int fd;
	const struct clamd_wait *wait;
	int64_t deadline; /* monotonic ms */
	const char **ret_rule;
};

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static enum result
hung_up(struct talk *talk, const char *rule)
{
	*talk->ret_rule = rule;
	return RESULT_HUNG_UP;
}

/* Waits until the socket is ready for events, looking up now and then. */
static enum result
await(struct talk *talk, short events)
{
	for (;;) {
		struct pollfd wanted = {.fd = talk->fd, .events = events};
		int64_t left = talk->deadline - now_ms();
		enum result result = talk->wait->call(talk->wait->context,
		    talk->ret_rule);

		if (result != RESULT_OK)
			return result;
		if (left <= 0)
			return hung_up(talk, "clamd: no answer in time");
		if (poll(&wanted, 1, left < LOOK_UP_MS ? (int)left
		    : LOOK_UP_MS) < 0 && errno != EINTR)
			return hung_up(talk, "clamd: poll failed");
		if (wanted.revents != 0)
			return RESULT_OK;
	}
}

static enum result
put(struct talk *talk, const void *at, size_t size)
{
	const char *next = at;

	while (size > 0) {
		enum result result = await(talk, POLLOUT);
		ssize_t sent;

		if (result != RESULT_OK)
			return result;
		sent = send(talk->fd, next, size, MSG_NOSIGNAL | MSG_DONTWAIT);
		if (sent < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (sent <= 0)
			return hung_up(talk, "clamd: it hung up");
		next += sent;
		size -= (size_t)sent;
	}
	return RESULT_OK;
}

/* A chunk behind its length; of length 0 it ends the stream. */
static enum result
put_chunk(struct talk *talk, const void *at, size_t size)
{
	uint32_t length = htonl((uint32_t)size);
	enum result result = put(talk, &length, sizeof(length));

	return result == RESULT_OK ? put(talk, at, size) : result;
}

/*
 * It may hang up in the middle of the stream, with an answer behind it: that
 * it takes no more. Then what was not sent does not matter.
 */
static enum result
put_stream(struct talk *talk, const void *at, size_t size)
{
	const char *next = at;
	enum result result = put(talk, "zINSTREAM", sizeof("zINSTREAM"));

	while (result == RESULT_OK && size > 0) {
		size_t length = size < CHUNK_BYTES ? size : CHUNK_BYTES;

		result = put_chunk(talk, next, length);
		next += length;
		size -= length;
	}
	if (result == RESULT_OK)
		result = put_chunk(talk, "", 0);
	return result;
}

/* The answer ends with a NUL. */
static enum result
get_answer(struct talk *talk, struct clamd_answer *ret_answer)
{
	char text[ANSWER_MOST];
	size_t length = 0;

	while (length < sizeof(text)) {
		enum result result = await(talk, POLLIN);
		ssize_t got;
		char *end;

		if (result != RESULT_OK)
			return result;
		got = recv(talk->fd, text + length, sizeof(text) - length,
		    MSG_DONTWAIT);
		if (got < 0 && (errno == EINTR || errno == EAGAIN))
			continue;
		if (got <= 0)
			return hung_up(talk, "clamd: it hung up");
		length += (size_t)got;
		end = memchr(text, '\0', length);
		if (end == NULL)
			continue;
		result = clamd_answer_parse(text, (size_t)(end - text),
		    ret_answer);
		if (result != RESULT_OK)
			*talk->ret_rule = "clamd: an answer of another kind";
		return result;
	}
	*talk->ret_rule = "clamd: an answer without end";
	return RESULT_BROKEN;
}

static int
connect_to(const char *path)
{
	struct sockaddr_un address = {.sun_family = AF_UNIX};
	int fd;

	if (strlen(path) >= sizeof(address.sun_path))
		return -1;
	memcpy(address.sun_path, path, strlen(path));
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd >= 0 && connect(fd, (const struct sockaddr *)&address,
	    sizeof(address)) != 0) {
		close(fd);
		return -1;
	}
	return fd;
}

static enum result
scan(const char *path, struct talk *talk, const void *at, size_t size,
    struct clamd_answer *ret_answer)
{
	enum result result, heard;

	talk->fd = connect_to(path);
	if (talk->fd < 0)
		return hung_up(talk, "clamd: it is away");
	result = put_stream(talk, at, size);
	if (result == RESULT_OK || result == RESULT_HUNG_UP) {
		heard = get_answer(talk, ret_answer);
		/* Clean counts only for what was sent to its end. */
		if (result == RESULT_OK || (heard == RESULT_OK &&
		    ret_answer->verdict != CLAMD_CLEAN))
			result = heard;
	}
	close(talk->fd);
	return result;
}

/* Whatever goes wrong here is wrong with the scanner. */
static enum result
prove(const char *path, struct talk *talk)
{
	struct clamd_answer answer;
	char test[80];
	size_t first = strlen(eicar[0]), second = strlen(eicar[1]);
	enum result result;

	memcpy(test, eicar[0], first);
	memcpy(test + first, eicar[1], second);
	result = scan(path, talk, test, first + second, &answer);
	if (result == RESULT_OK && answer.verdict != CLAMD_MALWARE)
		result = hung_up(talk, "clamd: it does not find the test file");
	return result == RESULT_HUNG_UP || result == RESULT_BROKEN
	    ? RESULT_TRY_AGAIN : result;
}

enum result
clamd_scan(const char *path, const void *at, size_t size,
    const struct clamd_wait *wait, struct clamd_answer *ret_answer,
    const char **ret_rule)
{
	struct talk talk = {.fd = -1, .wait = wait,
	    .deadline = now_ms() + wait->wait_ms, .ret_rule = ret_rule};
	struct clamd_answer answer;
	enum result result = prove(path, &talk);

	if (result != RESULT_OK)
		return result;
	result = scan(path, &talk, at, size, &answer);
	if (result == RESULT_HUNG_UP)
		return RESULT_BROKEN;
	if (result == RESULT_OK)
		*ret_answer = answer;
	return result;
}
