/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "examine/helper.h"

#include <errno.h>
#include <signal.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include "core/sandbox.h"
#include "examine/child.h"

/*
 * The program asks with the file's size and its descriptor. The helper answers
 * with a byte and the child's pipe, or with the byte alone. When the program
 * has heard the child it says so with a size of 0.
 */
struct helper {
	int fd;
};

/* ---- A number with a descriptor, which may be -1: none ---- */

union control {
	struct cmsghdr head; /* aligned for it */
	char bytes[CMSG_SPACE(sizeof(int))];
};

static bool
tell(int to, int64_t number, int fd)
{
	struct iovec part = {&number, sizeof(number)};
	union control control = {.bytes = {0}};
	struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1};

	if (fd >= 0) {
		struct cmsghdr *head = &control.head;

		message.msg_control = &control;
		message.msg_controllen = sizeof(control);
		head->cmsg_level = SOL_SOCKET;
		head->cmsg_type = SCM_RIGHTS;
		head->cmsg_len = CMSG_LEN(sizeof(int));
		memcpy(CMSG_DATA(head), &fd, sizeof(int));
	}
	return sendmsg(to, &message, MSG_NOSIGNAL) == (ssize_t)sizeof(number);
}

static bool
hear(int from, int64_t *ret_number, int *ret_fd)
{
	struct iovec part = {ret_number, sizeof(*ret_number)};
	union control control = {.bytes = {0}};
	struct msghdr message = {.msg_iov = &part, .msg_iovlen = 1,
	    .msg_control = &control, .msg_controllen = sizeof(control)};
	struct cmsghdr *head;
	ssize_t got;

	do
		got = recvmsg(from, &message, MSG_CMSG_CLOEXEC);
	while (got < 0 && errno == EINTR);
	*ret_fd = -1;
	head = CMSG_FIRSTHDR(&message);
	if (got == (ssize_t)sizeof(*ret_number) && head != NULL &&
	    head->cmsg_level == SOL_SOCKET && head->cmsg_type == SCM_RIGHTS &&
	    head->cmsg_len == CMSG_LEN(sizeof(int)))
		memcpy(ret_fd, CMSG_DATA(head), sizeof(int));
	return got == (ssize_t)sizeof(*ret_number);
}

/* ---- The helper ---- */

/* One file; false when the program is gone. */
static bool
serve(const struct examiner *examiner, int fd, const struct examine_file *file)
{
	struct child child;
	int64_t number;
	int none;
	bool goes_on;

	if (child_begin(examiner, file, &child) != RESULT_OK)
		return tell(fd, 0, -1);
	goes_on = tell(fd, 0, child.fd);
	/* The program alone holds the pipe's end from here on. */
	close(child.fd);
	child.fd = -1;
	goes_on = goes_on && hear(fd, &number, &none);
	child_end(&child);
	return goes_on;
}

static void __attribute__((noreturn))
help(const struct examiner *examiner, int fd)
{
	struct examine_file file = {.fd = -1};
	bool goes_on = true;

	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (sandbox_enter_parent() != RESULT_OK)
		_exit(1);
	while (goes_on && hear(fd, &file.size, &file.fd) && file.fd >= 0) {
		goes_on = serve(examiner, fd, &file);
		close(file.fd);
	}
	_exit(0);
}

/* ---- The program ---- */

/*
 * The child ends with the program, which finishes its job first; so it is
 * deaf to what ends programs, from its first moment on.
 */
static pid_t
fork_deaf(void)
{
	sigset_t ends, before;
	pid_t pid;

	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	sigprocmask(SIG_BLOCK, &ends, &before);
	pid = fork();
	if (pid != 0)
		sigprocmask(SIG_SETMASK, &before, NULL);
	return pid;
}

enum result
helper_start(struct examiner *examiner, struct helper **ret_helper)
{
	struct helper *helper = calloc(1, sizeof(*helper));
	int ends[2];
	pid_t pid;

	if (helper == NULL ||
	    socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) != 0) {
		free(helper);
		return RESULT_BROKEN;
	}
	helper->fd = ends[0];
	pid = fork_deaf();
	if (pid == 0) {
		close(ends[0]);
		help(examiner, ends[1]);
	}
	close(ends[1]);
	if (pid < 0) {
		close(ends[0]);
		free(helper);
		return RESULT_BROKEN;
	}
	*ret_helper = helper;
	return RESULT_OK;
}

/* It sees the end of the conversation; nobody has to wait for it. */
void
helper_stop(struct helper *helper)
{
	if (helper == NULL)
		return;
	close(helper->fd);
	free(helper);
}

enum result
helper_examine(struct helper *helper, int fd, int64_t size,
    struct examined *ret_examined)
{
	int64_t number;
	int pipe_fd;

	if (!tell(helper->fd, size, fd) ||
	    !hear(helper->fd, &number, &pipe_fd))
		return RESULT_HUNG_UP;
	if (pipe_fd < 0)
		return RESULT_TRY_AGAIN;
	child_hear(pipe_fd, size, ret_examined);
	close(pipe_fd);
	return tell(helper->fd, 0, -1) ? RESULT_OK : RESULT_HUNG_UP;
}
