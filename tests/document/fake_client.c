/* SPDX-License-Identifier: EUPL-1.2 */
#undef poll
#undef clock_gettime
#include "fake_client.h"

#include "check_run.h"
#include "core/fake_gateway.h"
#include "fake_database.h"

#define DESCRIPTOR 7
/* A local socket's buffer, and how much is free when poll says so. */
#define WRITABLE (FAKE_CLIENT_BUFFER / 4 * 3)
#define QUICK 1000000 /* bytes a millisecond */

struct fake_client client;

static int64_t
rate(void)
{
	return client.sent >= client.slow_from &&
	    client.sent < client.slow_until ? FAKE_CLIENT_SLOW : QUICK;
}

static bool
is_gone(void)
{
	return client.sent >= client.gone_at;
}

static void
pass(int64_t milliseconds)
{
	client.now += milliseconds;
	client.room += milliseconds * rate();
	if (client.room > FAKE_CLIENT_BUFFER)
		client.room = FAKE_CLIENT_BUFFER;
}

int
fake_clock(clockid_t clock, struct timespec *ret_now)
{
	(void)clock;
	*ret_now = (struct timespec){.tv_sec = client.now / 1000,
	    .tv_nsec = client.now % 1000 * 1000000};
	return 0;
}

/* Waits for the client; until timeout when it stays too slow. */
static bool
becomes_writable(int timeout)
{
	int64_t lacking = WRITABLE - client.room;
	int64_t needed = lacking <= 0 ? 0 : (lacking + rate() - 1) / rate();

	if (timeout < 0) {
		/* The promise to the slow: nothing is held meanwhile. */
		ck_assert_int_eq(fake_database.rows, 0);
		ck_assert_int_eq(fake_database.pending, 0);
		client.waits++;
	}
	if (timeout >= 0 && needed > timeout) {
		pass(timeout);
		return false;
	}
	pass(needed);
	return true;
}

int
fake_poll(struct pollfd *polled, nfds_t count, int timeout)
{
	ck_assert_int_eq(polled[0].fd, DESCRIPTOR);
	for (nfds_t i = 0; i < count; i++)
		polled[i].revents = 0;
	if (is_gone()) {
		polled[0].revents = POLLHUP;
		return 1;
	}
	if (polled[0].events == 0) {
		client.pauses++;
		pass(timeout);
		return 0;
	}
	if (count > 1 && polled[1].fd != -1 && client.room < WRITABLE) {
		polled[1].revents = POLLIN; /* the database is at hand */
		return 1;
	}
	if (!becomes_writable(timeout))
		return 0;
	polled[0].revents = POLLOUT;
	return 1;
}

int
gateway_descriptor(const struct gateway *unused)
{
	(void)unused;
	return DESCRIPTOR;
}

void
gateway_abort(struct gateway *unused)
{
	(void)unused;
	client.aborts++;
}

enum result
gateway_write_some(struct gateway *unused, const void *at, size_t size,
    size_t *ret_count)
{
	const unsigned char *bytes = at;
	int64_t count = (int64_t)size < client.room ? (int64_t)size
	    : client.room;

	(void)unused;
	if (is_gone())
		return RESULT_HUNG_UP;
	for (int64_t i = 0; i < count; i++)
		if (bytes[i] != FAKE_BYTE(client.offset + client.sent + i))
			ck_abort_msg("another byte at %lld",
			    (long long)(client.sent + i));
	client.sent += count;
	client.room -= count;
	*ret_count = (size_t)count;
	return RESULT_OK;
}
