/* SPDX-License-Identifier: EUPL-1.2
 *
 * Goal: inside the sandbox no file opens, no process starts and no identity
 * changes, while all that serving a request needs goes on working.
 */
#include "config.h"
#include "core/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <sched.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/random.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "check_run.h"

/* Runs try in a child inside a sandbox; true when it returned true. */
static bool
inside_one(enum result (*enter)(void), bool (*try)(void))
{
	int status;
	pid_t child = fork();

	ck_assert_int_ge(child, 0);
	if (child == 0) {
		if (enter() != RESULT_OK)
			_exit(2);
		_exit(try() ? 0 : 1);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_msg(WIFEXITED(status), "status %x", (unsigned)status);
	ck_assert_int_ne(WEXITSTATUS(status), 2);
	return WEXITSTATUS(status) == 0;
}

static const char *database;

static enum result
enter_for_database(void)
{
	return sandbox_enter(database);
}

static bool
inside_for(const char *conninfo, bool (*try)(void))
{
	database = conninfo;
	return inside_one(enter_for_database, try);
}

static bool
inside(bool (*try)(void))
{
	return inside_for("host=/run/postgresql dbname=minsag", try);
}

/* What was tried failed because it is not permitted. */
static bool
denied(long outcome)
{
	return outcome == -1 && errno == EPERM;
}

static bool
open_for_writing(void)
{
	return denied(open("/tmp/minsag-sandbox", O_WRONLY | O_CREAT, 0600)) &&
	    denied(syscall(SYS_openat, AT_FDCWD, "/dev/null", O_RDWR)) &&
	    denied(syscall(SYS_creat, "/tmp/minsag-sandbox", 0600));
}

#ifndef WITH_SANITIZERS
static bool
open_for_reading(void)
{
	return denied(open("/etc/passwd", O_RDONLY)) &&
	    denied(open("/", O_RDONLY | O_DIRECTORY)) &&
	    denied(open("/", O_PATH));
}

static bool
start_process(void)
{
	return denied(fork()) && denied(vfork()) &&
	    denied(syscall(SYS_clone, SIGCHLD, NULL));
}

static bool
trace(void)
{
	return denied(ptrace(PTRACE_TRACEME, 0, NULL, NULL)) &&
	    denied(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL)) &&
	    denied(kill(getppid(), 0));
}

static bool
make_executable(void)
{
	return mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
	    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) == MAP_FAILED &&
	    errno == EPERM;
}
#endif

static bool
execute(void)
{
	char *arguments[] = {NULL};

	return denied(execve("/bin/true", arguments, arguments));
}

static bool
other_sockets(void)
{
	return denied(socket(AF_PACKET, SOCK_RAW, 0)) &&
	    denied(socket(AF_NETLINK, SOCK_RAW, 0)) &&
	    denied(socket(AF_NETLINK, SOCK_STREAM, 0)) &&
	    denied(socket(AF_INET, SOCK_DGRAM, 0)) &&
	    denied(socket(AF_INET, SOCK_RAW, 1)) &&
	    denied(socket(AF_UNIX, SOCK_DGRAM, 0)) &&
	    denied(bind(0, NULL, 0)) && denied(listen(0, 1));
}

static bool
change_identity(void)
{
	/* Not through glibc, which has every thread try and aborts when
	 * they don't agree. */
	return denied(syscall(SYS_setuid, 0)) &&
	    denied(syscall(SYS_setgid, 0)) &&
	    denied(chdir("/")) && denied(unlink("/tmp/minsag-sandbox")) &&
	    denied(mkdir("/tmp/minsag-sandbox", 0700)) &&
	    denied(chmod("/tmp", 0)) && denied(rename("/tmp/a", "/tmp/b"));
}

static bool
nothing_comes_back(void)
{
	struct rlimit core;

	return prctl(PR_SET_NO_NEW_PRIVS, 0, 0, 0, 0) != 0 &&
	    getrlimit(RLIMIT_CORE, &core) == 0 && core.rlim_max == 0;
}

START_TEST(denials)
{
	ck_assert(inside(open_for_writing));
	ck_assert(inside(execute));
	ck_assert(inside(other_sockets));
	ck_assert(inside(change_identity));
	ck_assert(inside(nothing_comes_back));
#ifndef WITH_SANITIZERS
	ck_assert(inside(open_for_reading));
	ck_assert(inside(start_process));
	ck_assert(inside(trace));
	ck_assert(inside(make_executable));
#endif
}
END_TEST

static int early[2];

/* Waits for a byte, and says whether this thread can open a file. */
static void *
early_body(void *ret_denied)
{
	char byte;

	*(bool *)ret_denied = read(early[0], &byte, 1) == 1 &&
	    open_for_writing();
	return NULL;
}

START_TEST(a_thread_that_was_there_before_is_held)
{
	bool was_denied = false;
	pthread_t thread;
	int status;
	pid_t child;

	ck_assert_int_eq(pipe(early), 0);
	child = fork();
	ck_assert_int_ge(child, 0);
	if (child == 0) {
		if (pthread_create(&thread, NULL, early_body,
			&was_denied) != 0 || sandbox_enter_alone() != RESULT_OK)
			_exit(2);
		if (write(early[1], "x", 1) != 1 ||
		    pthread_join(thread, NULL) != 0)
			_exit(3);
		_exit(was_denied ? 0 : 1);
	}
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(status, 0);
}
END_TEST

static bool
any_socket(void)
{
	return denied(socket(AF_UNIX, SOCK_STREAM, 0)) &&
	    denied(socket(AF_INET, SOCK_STREAM, 0)) &&
	    denied(connect(0, NULL, 0)) && denied(accept(0, NULL, NULL)) &&
	    denied(send(0, "", 0, 0)) && denied(recv(0, NULL, 0, 0));
}

START_TEST(alone_there_are_no_sockets)
{
	ck_assert(inside_one(sandbox_enter_alone, any_socket));
	ck_assert(inside_one(sandbox_enter_alone, open_for_writing));
	ck_assert(inside_one(sandbox_enter_alone, execute));
	ck_assert(inside_one(sandbox_enter_alone, other_sockets));
}
END_TEST

static void *
thread_body(void *argument)
{
	int *count = argument;

	free(malloc(1024 * 1024));
	__atomic_add_fetch(count, 1, __ATOMIC_SEQ_CST);
	return NULL;
}

static bool
threads(void)
{
	pthread_t made[20];
	int count = 0;

	for (int i = 0; i < 20; i++)
		if (pthread_create(&made[i], NULL, thread_body, &count) != 0)
			return false;
	for (int i = 0; i < 20; i++)
		pthread_join(made[i], NULL);
	return count == 20;
}

static bool
memory_time_and_chance(void)
{
	struct timespec now, pause = {0, 1000000};
	unsigned char bytes[32];
	char *at;

	for (size_t size = 1; size < 64 * 1024 * 1024; size *= 4) {
		at = malloc(size);
		if (at == NULL)
			return false;
		memset(at, 1, size < 100000 ? size : 100000);
		free(at);
	}
	return clock_gettime(CLOCK_REALTIME, &now) == 0 &&
	    nanosleep(&pause, NULL) == 0 && time(NULL) > 0 &&
	    getrandom(bytes, sizeof(bytes), 0) == sizeof(bytes);
}

static bool
a_line_on_standard_error(void)
{
	return fprintf(stderr, "%s", "") >= 0 && write(2, "", 0) == 0;
}

static struct sockaddr_un address = {.sun_family = AF_UNIX};
static int listening;

/* As libpq does: a new connection, options, non-blocking, poll, talk. */
static bool
connect_and_talk(void)
{
	struct pollfd polled = {.events = POLLIN};
	int fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), other, error;
	socklen_t size = sizeof(error);
	char byte = 'x';

	if (fd < 0 || fcntl(fd, F_SETFL, O_NONBLOCK) != 0 ||
	    fcntl(fd, F_SETFD, FD_CLOEXEC) != 0 ||
	    connect(fd, (struct sockaddr *)&address, sizeof(address)) != 0 ||
	    getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &size) != 0)
		return false;
	other = accept4(listening, NULL, NULL, SOCK_CLOEXEC);
	if (other < 0 || send(other, &byte, 1, MSG_NOSIGNAL) != 1)
		return false;
	polled.fd = fd;
	return poll(&polled, 1, 1000) == 1 && recv(fd, &byte, 1, 0) == 1 &&
	    shutdown(fd, SHUT_RDWR) == 0 && close(fd) == 0 &&
	    close(other) == 0;
}

static bool
tcp_sockets(void)
{
	int four = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);

	return four >= 0 && close(four) == 0 &&
	    (socket(AF_INET6, SOCK_STREAM, 0) >= 0 || errno == EAFNOSUPPORT);
}

static bool
no_tcp_sockets(void)
{
	return denied(socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0)) &&
	    denied(socket(AF_INET6, SOCK_STREAM, 0));
}

START_TEST(tcp_is_for_a_database_behind_it)
{
	static const char *const local[] = {"host=/run/postgresql",
	    "dbname=minsag host=/run/pg\tport=5433"};
	static const char *const remote[] = {"host=10.0.0.7", "", "dbname=host",
	    "host=/run/pg,10.0.0.7", "host=/run/pg hostaddr=10.0.0.7",
	    "host = /run/pg", "host=/a host=10.0.0.7", "host='/run/pg'",
	    "postgresql://10.0.0.7/minsag"};

	for (size_t i = 0; i < sizeof(local) / sizeof(local[0]); i++)
		ck_assert_msg(inside_for(local[i], no_tcp_sockets), "%s",
		    local[i]);
	for (size_t i = 0; i < sizeof(remote) / sizeof(remote[0]); i++)
		ck_assert_msg(inside_for(remote[i], tcp_sockets), "%s",
		    remote[i]);
}
END_TEST

/* libpq looks for a certificate and a password file and goes on. */
static bool
absent_files(void)
{
	struct stat facts;

	return stat("/root/.postgresql/postgresql.crt", &facts) != 0 &&
	    errno == ENOENT && access("/etc/passwd", R_OK) != 0 &&
	    (errno == ENOENT || errno == EPERM) && fstat(2, &facts) == 0;
}

START_TEST(serving_goes_on)
{
	ck_assert(inside(threads));
	ck_assert(inside(memory_time_and_chance));
	ck_assert(inside(a_line_on_standard_error));
	ck_assert(inside(absent_files));
}
END_TEST

START_TEST(the_database_can_be_reached_again)
{
	snprintf(address.sun_path, sizeof(address.sun_path),
	    "/tmp/minsag-check-%d", (int)getpid());
	listening = socket(AF_UNIX, SOCK_STREAM, 0);
	ck_assert_int_eq(bind(listening, (struct sockaddr *)&address,
	    sizeof(address)), 0);
	ck_assert_int_eq(listen(listening, 5), 0);
	ck_assert(inside(connect_and_talk));
	unlink(address.sun_path);
}
END_TEST

static bool
aborts(void)
{
	raise(SIGUSR1);
	return true;
}

START_TEST(signals_to_oneself)
{
	signal(SIGUSR1, SIG_IGN);
	ck_assert(inside(aborts));
}
END_TEST

/* Makes a child as fcgi/examine/child.c does, feeds it, and ends it. */
static bool
raise_a_child(void)
{
	int ends[2], status;
	char heard = 0;
	int fd = memfd_create("bytes", MFD_CLOEXEC);
	pid_t child;

	if (fd < 0 || write(fd, "x", 1) != 1 || pipe(ends) != 0)
		return false;
	child = fork();
	if (child == 0) {
		prctl(PR_SET_PDEATHSIG, SIGKILL);
		if (dup2(fd, 20) < 0 || sandbox_enter_alone() != RESULT_OK ||
		    lseek(20, 0, SEEK_SET) != 0 ||
		    read(20, &heard, 1) != 1 || write(ends[1], &heard, 1) != 1)
			_exit(1);
		poll(NULL, 0, -1);
		_exit(1);
	}
	close(ends[1]);
	return child > 0 && read(ends[0], &heard, 1) == 1 && heard == 'x' &&
	    kill(child, SIGKILL) == 0 &&
	    waitpid(child, &status, 0) == child && WIFSIGNALED(status);
}

static bool
no_new_sockets(void)
{
	return denied(socket(AF_UNIX, SOCK_STREAM, 0)) &&
	    denied(socket(AF_INET, SOCK_STREAM, 0)) &&
	    denied(connect(0, NULL, 0)) && denied(accept(0, NULL, NULL));
}

#ifndef WITH_SANITIZERS
static bool
more_than_a_child(void)
{
	return denied(syscall(SYS_clone, SIGCHLD | CLONE_NEWUSER, NULL)) &&
	    denied(vfork()) && denied(kill(getppid(), SIGTERM)) &&
	    denied(kill(getppid(), 0));
}
#endif

START_TEST(a_parent_has_children_and_no_more)
{
	ck_assert(inside_one(sandbox_enter_parent, raise_a_child));
	ck_assert(inside_one(sandbox_enter_parent, open_for_writing));
	ck_assert(inside_one(sandbox_enter_parent, execute));
	ck_assert(inside_one(sandbox_enter_parent, no_new_sockets));
#ifndef WITH_SANITIZERS
	ck_assert(inside_one(sandbox_enter_parent, more_than_a_child));
	ck_assert(inside_one(sandbox_enter_parent, open_for_reading));
	ck_assert(inside_one(sandbox_enter_parent, make_executable));
#endif
}
END_TEST

static Suite *
suite(void)
{
	Suite *suite = suite_create("sandbox");
	TCase *core = tcase_create("core");
	TCase *abuse = tcase_create("abuse");

	tcase_add_test(core, serving_goes_on);
	tcase_add_test(core, the_database_can_be_reached_again);
	tcase_add_test(core, tcp_is_for_a_database_behind_it);
	tcase_add_test(core, signals_to_oneself);
	suite_add_tcase(suite, core);
	tcase_add_test(abuse, denials);
	tcase_add_test(abuse, a_thread_that_was_there_before_is_held);
	tcase_add_test(core, a_parent_has_children_and_no_more);
	tcase_add_test(abuse, alone_there_are_no_sockets);
	suite_add_tcase(suite, abuse);
	return suite;
}

int
main(void)
{
	return check_run(suite());
}
