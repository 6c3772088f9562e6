/* SPDX-License-Identifier: EUPL-1.2
 *
 * A client that takes bytes at a pace of the test's choosing, behind the
 * functions of core/gateway.h that stream.c calls. local.mk makes its poll and
 * clock_gettime the two below, so time passes only while the client is waited
 * for, and a test takes no time at all.
 */
#ifndef MINSAG_FAKE_CLIENT_H
#define MINSAG_FAKE_CLIENT_H

#include <poll.h>
#include <stdint.h>
#include <time.h>

#define FAKE_CLIENT_BUFFER (208 * 1024) /* of its connection */
#define FAKE_CLIENT_SLOW 50             /* bytes a millisecond */
#define FOR_EVER INT64_MAX

struct fake_client {
	int64_t slow_from, slow_until; /* in bytes of the part, as sent */
	int64_t gone_at;               /* it leaves behind so many */
	int64_t offset;                /* where its part begins */
	int64_t sent;
	int64_t room;                  /* free bytes of the buffer */
	int64_t now;                   /* milliseconds */
	int waits;                     /* polls without an end */
	int pauses;                    /* polls for the database's sake */
	int aborts;
};

extern struct fake_client client;

int
fake_clock(clockid_t clock, struct timespec *ret_now);

/* Asserts that nothing is held whenever it is called without a timeout. */
int
fake_poll(struct pollfd *polled, nfds_t count, int timeout);

#endif
