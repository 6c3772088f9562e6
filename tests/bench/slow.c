/* SPDX-License-Identifier: EUPL-1.2
 *
 * Many slow readers of one document: each of COUNT connections asks nginx for
 * the same path and reads RATE bytes a second for SECONDS seconds. Prints one
 * line of JSON: how many got a first byte, how many kept their rate (at least
 * 95 % of what was due since their first byte), the slowest first byte in ms
 * and the bytes read. Loopback only; bounded in count and time.
 *
 * Usage: slow PORT PATH COOKIE COUNT RATE SECONDS
 */
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define COUNT_MOST 1000
#define SECONDS_MOST 60
#define TICK_MS 20
#define KEPT 0.95

struct reader {
	int fd;
	int64_t asked, first; /* ns; first 0: no byte yet */
	int64_t bytes;
	bool ended;
};

static int64_t
now_ns(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec * 1000000000LL + t.tv_nsec;
}

static bool
reader_open(struct reader *r, int port, const char *head)
{
	struct sockaddr_in to = {.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
	int window = 32768; /* the kernel doubles it: 64 KiB */
	ssize_t sent;

	*r = (struct reader){.fd = socket(AF_INET, SOCK_STREAM, 0)};
	if (r->fd < 0)
		return false;
	(void)setsockopt(r->fd, SOL_SOCKET, SO_RCVBUF, &window,
	    sizeof(window));
	if (connect(r->fd, (struct sockaddr *)&to, sizeof(to)) != 0)
		return false;
	r->asked = now_ns();
	sent = write(r->fd, head, strlen(head));
	return sent == (ssize_t)strlen(head) &&
	    fcntl(r->fd, F_SETFL, O_NONBLOCK) == 0;
}

/* Reads what the rate allows at this moment. */
static void
reader_step(struct reader *r, int64_t rate)
{
	static char bytes[65536];
	int64_t now = now_ns();
	int64_t due = r->first == 0 ? 1 :
	    (int64_t)((double)(now - r->first) / 1e9 * (double)rate) - r->bytes;

	while (!r->ended && due > 0) {
		size_t want = due < (int64_t)sizeof(bytes) ? (size_t)due :
		    sizeof(bytes);
		ssize_t got = read(r->fd, bytes, want);

		if (got <= 0) {
			r->ended = got == 0 || errno != EAGAIN;
			return;
		}
		if (r->first == 0)
			r->first = now;
		r->bytes += got;
		due -= got;
	}
}

static void
report(const struct reader *readers, int count, int64_t rate)
{
	int64_t now = now_ns(), slowest = 0, bytes = 0;
	int started = 0, kept = 0;

	for (int i = 0; i < count; i++) {
		const struct reader *r = &readers[i];
		double due = (double)(now - r->first) / 1e9 * (double)rate;

		bytes += r->bytes;
		if (r->first == 0)
			continue;
		started++;
		kept += !r->ended && (double)r->bytes >= KEPT * due;
		if (r->first - r->asked > slowest)
			slowest = r->first - r->asked;
	}
	printf("{\"started\":%d,\"kept\":%d,\"slowest_first_ms\":%.1f,"
	    "\"bytes\":%lld}\n", started, kept, (double)slowest / 1e6,
	    (long long)bytes);
}

int
main(int argc, char *argv[])
{
	static struct reader readers[COUNT_MOST];
	char head[2048];
	int count, seconds;
	int64_t rate, end;

	if (argc != 7) {
		fprintf(stderr,
		    "usage: slow PORT PATH COOKIE COUNT RATE SECONDS\n");
		return 2;
	}
	count = atoi(argv[4]);
	rate = atoll(argv[5]);
	seconds = atoi(argv[6]);
	if (count < 1 || count > COUNT_MOST || seconds < 1 ||
	    seconds > SECONDS_MOST || rate < 1)
		return 2;
	snprintf(head, sizeof(head), "GET %s HTTP/1.1\r\nHost: localhost\r\n"
	    "Cookie: %s\r\n\r\n", argv[2], argv[3]);
	for (int i = 0; i < count; i++)
		if (!reader_open(&readers[i], atoi(argv[1]), head)) {
			perror("slow: connect");
			return 1;
		}
	end = now_ns() + seconds * 1000000000LL;
	while (now_ns() < end) {
		struct timespec tick = {.tv_nsec = TICK_MS * 1000000L};

		for (int i = 0; i < count; i++)
			reader_step(&readers[i], rate);
		nanosleep(&tick, NULL);
	}
	report(readers, count, rate);
	return 0;
}
