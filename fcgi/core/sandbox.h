/* SPDX-License-Identifier: EUPL-1.2
 *
 * After start-up a worker gives up what it no longer needs: no_new_privs, no
 * core dumps, and a seccomp filter (libseccomp) that leaves memory, threads,
 * time, random numbers, signals, I/O on open descriptors, accepting FastCGI
 * connections and connecting to the database, by Unix sockets alone where it
 * is reached by one. Opening a file, starting a
 * process, changing identity and tracing fail with EPERM.
 */
#ifndef MINSAG_SANDBOX_H
#define MINSAG_SANDBOX_H

#include <stdbool.h>
#include "core/result.h"

/*
 * Enters the sandbox for the whole process. Call before threads are made.
 * database: its connection string. When that says host=/directory no other
 * sockets than Unix ones can be made, so that a process that was taken over
 * cannot send what it sees to another machine; else TCP stays possible.
 * RESULT_BROKEN when the kernel refuses: the worker must then end.
 */
enum result
sandbox_enter(const char *database) must_check;

/*
 * The same for a program that speaks with other machines too, wherever the
 * database is.
 */
enum result
sandbox_enter_far(void) must_check;

/*
 * For a helper that makes children which look into foreign bytes: it has no
 * sockets but those it was given, may fork (and not exec), set its limits, and
 * kill; the children enter sandbox_enter_alone.
 */
enum result
sandbox_enter_parent(void) must_check;

/*
 * As sandbox_enter, and no sockets either: for a child that looks into foreign bytes
 * and has nothing but memory and the descriptors it was given.
 */
enum result
sandbox_enter_alone(void) must_check;

#endif
