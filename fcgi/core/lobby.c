/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "core/lobby.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdatomic.h>
#include <stdint.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

/* A connection with a higher number is closed: no process has so many. */
#define DESCRIPTORS_MOST 65536

/*
 * A connection held delays the next one by so much, all together at most 1 ms,
 * which a new connection costs seldom, since nginx keeps it.
 */
#define GIVE_WAY_NS 20000
#define GIVE_WAY_MOST 50
/* Connections let in before giving way again. */
#define AT_ONCE_MOST 4

static int lobby = -1; /* epoll: every idle connection, armed for one event */
static int listening_socket = -1;
static int stop_event = -1; /* eventfd: readable for good once written */
static atomic_bool stopping;
static atomic_uint held;
/* Whether a connection waits in here; who clears it has it. */
static atomic_bool idle[DESCRIPTORS_MOST];

static bool
arm(int operation, int fd, uint32_t events)
{
	struct epoll_event event = {.events = events, .data.fd = fd};

	return epoll_ctl(lobby, operation, fd, &event) == 0;
}

enum result
lobby_open(int listening)
{
	int flags = fcntl(listening, F_GETFL);

	if (flags < 0 || fcntl(listening, F_SETFL, flags | O_NONBLOCK) != 0)
		return RESULT_BROKEN;
	listening_socket = listening;
	stop_event = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
	lobby = epoll_create1(EPOLL_CLOEXEC);
	if (stop_event < 0 || lobby < 0 ||
	    !arm(EPOLL_CTL_ADD, stop_event, EPOLLIN) ||
	    !arm(EPOLL_CTL_ADD, listening, EPOLLIN | EPOLLONESHOT))
		return RESULT_BROKEN;
	return RESULT_OK;
}

void
lobby_stop(void)
{
	const uint64_t one = 1;
	int kept_errno = errno;
	ssize_t written;

	atomic_store(&stopping, true);
	written = write(stop_event, &one, sizeof(one));
	(void)written; /* only full when it has been written already */
	errno = kept_errno;
}

bool
lobby_stopping(void)
{
	return atomic_load(&stopping);
}

void
lobby_forget(void)
{
	atomic_fetch_sub(&held, 1);
}

static void
turn_away(int fd)
{
	close(fd);
	lobby_forget();
}

void
lobby_return(int fd)
{
	/* Before it is armed: another thread may have it at once. */
	atomic_store(&idle[fd], true);
	if (!arm(EPOLL_CTL_MOD, fd, EPOLLIN | EPOLLONESHOT) &&
	    atomic_exchange(&idle[fd], false))
		turn_away(fd);
}

/*
 * Processes share the listening socket, and nginx keeps what one of them has
 * accepted: whoever was quick once would soon serve everything while the
 * others idle. So a process is the slower to accept, the more it holds.
 */
static void
give_way(void)
{
	const unsigned count = atomic_load(&held);
	const struct timespec pause = {
	    .tv_nsec = (count < GIVE_WAY_MOST ? count : GIVE_WAY_MOST) *
		GIVE_WAY_NS};

	if (count > 0)
		nanosleep(&pause, NULL);
}

static void
let_in(int fd)
{
	if (fd >= DESCRIPTORS_MOST) {
		close(fd);
		return;
	}
	atomic_fetch_add(&held, 1);
	atomic_store(&idle[fd], true);
	if (!arm(EPOLL_CTL_ADD, fd, EPOLLIN | EPOLLONESHOT) &&
	    atomic_exchange(&idle[fd], false))
		turn_away(fd);
}

/* Lets some connections in. False when the listening socket is gone. */
static bool
welcome(void)
{
	int fd = 0;

	give_way();
	for (int i = 0; i < AT_ONCE_MOST && fd >= 0; i++) {
		fd = accept4(listening_socket, NULL, NULL, SOCK_CLOEXEC);
		if (fd >= 0)
			let_in(fd);
	}
	if (fd < 0 && (errno == EBADF || errno == EINVAL || errno == ENOTSOCK))
		return false;
	if (fd < 0 && (errno == EMFILE || errno == ENFILE ||
	    errno == ENOMEM || errno == ENOBUFS))
		poll(NULL, 0, 50); /* let others close theirs */
	return arm(EPOLL_CTL_MOD, listening_socket, EPOLLIN | EPOLLONESHOT);
}

/* What a connection has to say. */
enum state { STATE_SILENT, STATE_READABLE, STATE_ENDED };

static enum state
listen_to(int fd)
{
	char byte;
	ssize_t got = recv(fd, &byte, 1, MSG_PEEK | MSG_DONTWAIT);

	if (got > 0)
		return STATE_READABLE;
	return got < 0 && (errno == EAGAIN || errno == EINTR) ? STATE_SILENT
	    : STATE_ENDED;
}

/* At the end: closes what is idle and silent. True when that is everything. */
static bool
close_idle(void)
{
	bool everything = true;

	for (int fd = 0; fd < DESCRIPTORS_MOST; fd++) {
		if (!atomic_load(&idle[fd]))
			continue;
		if (listen_to(fd) == STATE_READABLE)
			everything = false;
		else if (atomic_exchange(&idle[fd], false))
			turn_away(fd);
	}
	return everything;
}

/* Takes a connection that epoll named; false when there is nothing to it. */
static bool
take(int fd)
{
	if (!atomic_exchange(&idle[fd], false))
		return false;
	switch (listen_to(fd)) {
	case STATE_READABLE:
		return true;
	case STATE_SILENT:
		lobby_return(fd);
		return false;
	default:
		turn_away(fd);
		return false;
	}
}

static int
next_event(int patience_ms)
{
	struct epoll_event event;
	int count;

	do
		count = epoll_wait(lobby, &event, 1, patience_ms);
	while (count < 0 && errno == EINTR);
	return count == 1 ? event.data.fd : stop_event;
}

/*
 * What is left to do when told to stop. The event that says so is at the end
 * of epoll's row again as soon as it has been given out, so another one is
 * found at the second try.
 */
static int
last_event(void)
{
	int fd = next_event(0);

	return fd != stop_event ? fd : next_event(0);
}

enum result
lobby_take(int *ret_fd)
{
	for (;;) {
		bool last = lobby_stopping();
		int fd = last ? last_event() : next_event(-1);

		if (fd == stop_event) {
			if (last && close_idle())
				return RESULT_HUNG_UP;
		} else if (fd == listening_socket) {
			/* When told to stop it stays disarmed. */
			if (!last && !welcome())
				return RESULT_HUNG_UP;
		} else if (take(fd)) {
			*ret_fd = fd;
			return RESULT_OK;
		}
	}
}
