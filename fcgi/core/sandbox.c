/* SPDX-License-Identifier: EUPL-1.2 */
#include "config.h"
#include "core/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

/* socket(2): the type's low bits, below SOCK_CLOEXEC and SOCK_NONBLOCK. */
#define SOCKET_TYPE_BITS 0xf

#define SPACES " \t\r\n" /* between the words of a connection string */

/* With whom the process may make connections. */
enum talk { TALK_NONE, TALK_LOCAL, TALK_TCP };

/*
 * Allowed whatever the arguments: nothing here names a file, a process or an
 * identity. Calls that do are let through below, by argument, or not at all.
 */
static const int plain[] = {
	/* memory */
	SCMP_SYS(brk), SCMP_SYS(munmap), SCMP_SYS(mremap), SCMP_SYS(madvise),
	SCMP_SYS(mlock), SCMP_SYS(munlock), SCMP_SYS(membarrier),
	SCMP_SYS(memfd_create), /* with a descriptor and without a file */
	/* threads, and the end */
	SCMP_SYS(futex), SCMP_SYS(set_robust_list), SCMP_SYS(rseq),
	SCMP_SYS(gettid), SCMP_SYS(sched_yield), SCMP_SYS(sched_getaffinity),
	SCMP_SYS(exit), SCMP_SYS(exit_group),
	/* time and random numbers */
	SCMP_SYS(clock_gettime), SCMP_SYS(clock_getres),
	SCMP_SYS(clock_nanosleep), SCMP_SYS(nanosleep),
	SCMP_SYS(gettimeofday), SCMP_SYS(time), SCMP_SYS(getrandom),
	/* signals to oneself; tgkill by argument below */
	SCMP_SYS(rt_sigaction), SCMP_SYS(rt_sigprocmask),
	SCMP_SYS(rt_sigreturn), SCMP_SYS(rt_sigtimedwait),
	SCMP_SYS(rt_sigpending), SCMP_SYS(sigaltstack),
	SCMP_SYS(restart_syscall),
	/* open descriptors */
	SCMP_SYS(read), SCMP_SYS(readv), SCMP_SYS(write), SCMP_SYS(writev),
	SCMP_SYS(close), SCMP_SYS(fstat), SCMP_SYS(lseek), SCMP_SYS(poll),
	SCMP_SYS(ppoll), SCMP_SYS(select), SCMP_SYS(pselect6),
	SCMP_SYS(epoll_wait), SCMP_SYS(epoll_pwait), SCMP_SYS(epoll_ctl),
	/* who am I: libpq asks before it connects */
	SCMP_SYS(getpid), SCMP_SYS(getppid), SCMP_SYS(getuid),
	SCMP_SYS(geteuid), SCMP_SYS(getgid), SCMP_SYS(getegid),
	SCMP_SYS(uname), SCMP_SYS(getrusage)
};

/* FastCGI connections and the database; socket by argument below. */
static const int network[] = {
	SCMP_SYS(accept), SCMP_SYS(accept4), SCMP_SYS(connect),
	SCMP_SYS(recvfrom), SCMP_SYS(recvmsg), SCMP_SYS(sendto),
	SCMP_SYS(sendmsg), SCMP_SYS(shutdown), SCMP_SYS(getsockopt),
	SCMP_SYS(setsockopt), SCMP_SYS(getsockname), SCMP_SYS(getpeername)
};

/*
 * Allowed when one argument fits. glibc and libpq treat every other use as
 * "not possible here" and go on.
 */
struct conditional {
	int call;
	unsigned argument;
	enum scmp_compare compare;
	uint64_t a, b; /* as scmp_arg_cmp: mask and wanted, or wanted */
};

static const struct conditional conditional[] = {
	/* no memory that can be executed appears after start-up */
	{SCMP_SYS(mmap), 2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0},
	{SCMP_SYS(mprotect), 2, SCMP_CMP_MASKED_EQ, PROT_EXEC, 0},
	{SCMP_SYS(clone), 0, SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD},
	{SCMP_SYS(fcntl), 1, SCMP_CMP_EQ, F_GETFL, 0},
	{SCMP_SYS(fcntl), 1, SCMP_CMP_EQ, F_SETFL, 0},
	{SCMP_SYS(fcntl), 1, SCMP_CMP_EQ, F_GETFD, 0},
	{SCMP_SYS(fcntl), 1, SCMP_CMP_EQ, F_SETFD, 0},
	{SCMP_SYS(prctl), 0, SCMP_CMP_EQ, PR_SET_NAME, 0},
	/* reading limits, not setting them */
	{SCMP_SYS(prlimit64), 2, SCMP_CMP_EQ, 0, 0},
	/* glibc's fstat(fd) */
	{SCMP_SYS(newfstatat), 3, SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH,
	    AT_EMPTY_PATH}
};

/* To make, feed and end children; see sandbox_enter_parent. */
static const int parent[] = {
	SCMP_SYS(pipe), SCMP_SYS(pipe2), SCMP_SYS(wait4), SCMP_SYS(dup2),
	SCMP_SYS(dup3), SCMP_SYS(close_range), SCMP_SYS(seccomp),
	SCMP_SYS(recvmsg), SCMP_SYS(sendmsg)
};

/* What glibc's fork asks of clone(2): no thread and no namespace. */
#define FORK_FLAGS (CLONE_CHILD_SETTID | CLONE_CHILD_CLEARTID | SIGCHLD)

static const struct conditional parent_conditional[] = {
	{SCMP_SYS(clone), 0, SCMP_CMP_EQ, FORK_FLAGS, 0},
	{SCMP_SYS(kill), 1, SCMP_CMP_EQ, SIGKILL, 0},
	{SCMP_SYS(fcntl), 1, SCMP_CMP_EQ, F_DUPFD, 0},
	{SCMP_SYS(prlimit64), 0, SCMP_CMP_EQ, 0, 0}, /* one's own limits */
	{SCMP_SYS(prctl), 0, SCMP_CMP_EQ, PR_SET_PDEATHSIG, 0},
	{SCMP_SYS(prctl), 0, SCMP_CMP_EQ, PR_SET_NO_NEW_PRIVS, 0},
	{SCMP_SYS(prctl), 0, SCMP_CMP_EQ, PR_SET_DUMPABLE, 0},
	{SCMP_SYS(prctl), 0, SCMP_CMP_EQ, PR_GET_SECCOMP, 0},
	{SCMP_SYS(prctl), 0, SCMP_CMP_EQ, PR_SET_SECCOMP, 0}
};

/*
 * Answered as if the thing did not exist, where EPERM would make a library
 * give up: clone3 hides its flags from the filter, glibc falls back to clone;
 * libpq looks for a client certificate and goes on when there is none.
 */
struct absent {
	int call;
	int error;
};

static const struct absent absent[] = {
	{SCMP_SYS(clone3), ENOSYS},
	{SCMP_SYS(stat), ENOENT},
	{SCMP_SYS(lstat), ENOENT},
	{SCMP_SYS(access), ENOENT}
};

#ifdef WITH_SANITIZERS
/*
 * The sanitizers' own: they map shadow memory, read /proc/self, and LSan
 * traces its process from a clone of it. Never in a build that is deployed.
 * Opening for writing and execve stay denied.
 */
static const int sanitizers[] = {
	SCMP_SYS(mmap), SCMP_SYS(mprotect), SCMP_SYS(clone), SCMP_SYS(prctl),
	SCMP_SYS(ptrace), SCMP_SYS(wait4), SCMP_SYS(readlink),
	SCMP_SYS(readlinkat), SCMP_SYS(getdents), SCMP_SYS(getdents64),
	SCMP_SYS(pread64), SCMP_SYS(prlimit64), SCMP_SYS(sched_getparam),
	SCMP_SYS(sched_getscheduler), SCMP_SYS(dup), SCMP_SYS(dup2),
	SCMP_SYS(kill), SCMP_SYS(tgkill), SCMP_SYS(getcwd), SCMP_SYS(ioctl),
	SCMP_SYS(mincore), SCMP_SYS(sysinfo), SCMP_SYS(arch_prctl),
	SCMP_SYS(set_tid_address), SCMP_SYS(pipe), SCMP_SYS(pipe2),
	SCMP_SYS(process_vm_readv), SCMP_SYS(msync)
};

static const struct conditional sanitizers_conditional[] = {
	{SCMP_SYS(open), 1, SCMP_CMP_MASKED_EQ,
	    O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY},
	{SCMP_SYS(openat), 2, SCMP_CMP_MASKED_EQ,
	    O_ACCMODE | O_CREAT | O_TRUNC, O_RDONLY}
};
#endif

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

static int
allow_plain(scmp_filter_ctx filter, const int *calls, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, calls[i], 0) != 0)
			return -1;
	return 0;
}

static int
allow_conditional(scmp_filter_ctx filter, const struct conditional *rules,
    size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct scmp_arg_cmp when = {
		    .arg = rules[i].argument,
		    .op = rules[i].compare,
		    .datum_a = rules[i].a,
		    .datum_b = rules[i].b
		};

		if (seccomp_rule_add_array(filter, SCMP_ACT_ALLOW,
			rules[i].call, 1, &when) != 0)
			return -1;
	}
	return 0;
}

/* Stream sockets of the talk's families, and nothing else. */
static int
allow_sockets(scmp_filter_ctx filter, enum talk talk)
{
	static const int families[] = {AF_UNIX, AF_INET, AF_INET6};
	size_t count = talk == TALK_LOCAL ? 1 : COUNT(families);

	for (size_t i = 0; i < count; i++)
		if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(socket),
			2, SCMP_A0(SCMP_CMP_EQ, (uint64_t)families[i], 0),
			SCMP_A1(SCMP_CMP_MASKED_EQ, SOCKET_TYPE_BITS,
			    SOCK_STREAM)) != 0)
			return -1;
	return 0;
}

static int
refuse_as_absent(scmp_filter_ctx filter)
{
	for (size_t i = 0; i < COUNT(absent); i++)
		if (seccomp_rule_add(filter,
			SCMP_ACT_ERRNO((uint32_t)absent[i].error),
			absent[i].call, 0) != 0)
			return -1;
	/* Pairs with the newfstatat that is allowed. */
	return seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOENT),
	    SCMP_SYS(newfstatat), 1,
	    SCMP_A3(SCMP_CMP_MASKED_EQ, AT_EMPTY_PATH, 0));
}

static int
fill_filter(scmp_filter_ctx filter, enum talk talk, bool forks)
{
#ifdef WITH_SANITIZERS
	if (allow_plain(filter, sanitizers, COUNT(sanitizers)) != 0 ||
	    allow_conditional(filter, sanitizers_conditional,
		COUNT(sanitizers_conditional)) != 0)
		return -1;
#endif
	/* abort(3), and a thread that tells the main one to end */
	if (seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(tgkill), 1,
		SCMP_A0(SCMP_CMP_EQ, (uint64_t)getpid(), 0)) != 0)
		return -1;
	if (allow_plain(filter, plain, COUNT(plain)) != 0 ||
	    allow_conditional(filter, conditional, COUNT(conditional)) != 0)
		return -1;
	if (forks && (allow_plain(filter, parent, COUNT(parent)) != 0 ||
	    allow_conditional(filter, parent_conditional,
		COUNT(parent_conditional)) != 0))
		return -1;
	if (talk != TALK_NONE &&
	    (allow_plain(filter, network, COUNT(network)) != 0 ||
	    allow_sockets(filter, talk) != 0))
		return -1;
	return refuse_as_absent(filter);
}

static enum result
load_filter(enum talk talk, bool forks)
{
	scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
	enum result result = RESULT_BROKEN;

	if (filter == NULL)
		return RESULT_BROKEN;
	/* A call of another architecture's numbering ends the process, which
	 * is libseccomp's default; the frequent calls are found in a tree. */
	(void)seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
	/* Threads that a library has made already are held as well. */
	if (seccomp_attr_set(filter, SCMP_FLTATR_CTL_TSYNC, 1) == 0 &&
	    fill_filter(filter, talk, forks) == 0 && seccomp_load(filter) == 0)
		result = RESULT_OK;
	seccomp_release(filter);
	return result;
}

static enum result
enter(enum talk talk, bool forks)
{
	const struct rlimit none = {0, 0};

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 ||
	    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0 ||
	    setrlimit(RLIMIT_CORE, &none) != 0)
		return RESULT_BROKEN;
	return load_filter(talk, forks);
}

/*
 * Whether every host of the connection string is a socket directory. What is
 * written in another way than host=/directory counts as TCP: a sandbox that is
 * too narrow would keep the worker from its database.
 */
static bool
is_local(const char *database)
{
	bool local = false;

	for (const char *at = database; *at != '\0';) {
		size_t length = strcspn(at, SPACES);

		if (strncmp(at, "host", 4) == 0) {
			if (strncmp(at, "host=/", 6) != 0 ||
			    memchr(at, ',', length) != NULL)
				return false;
			local = true;
		}
		at += length;
		at += strspn(at, SPACES);
	}
	return local;
}

enum result
sandbox_enter(const char *database)
{
	return enter(is_local(database) ? TALK_LOCAL : TALK_TCP, false);
}

enum result
sandbox_enter_far(void)
{
	return enter(TALK_TCP, false);
}

enum result
sandbox_enter_parent(void)
{
	return enter(TALK_NONE, true);
}

enum result
sandbox_enter_alone(void)
{
	return enter(TALK_NONE, false);
}
