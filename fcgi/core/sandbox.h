/* SPDX-License-Identifier: EUPL-1.2
 *
 * After start-up a worker gives up what it no longer needs: no_new_privs, no
 * core dumps, and a seccomp filter (libseccomp) that leaves memory, threads,
 * time, random numbers, signals, I/O on open descriptors, accepting FastCGI
 * connections and connecting to the database. Opening a file, starting a
 * process, changing identity and tracing fail with EPERM.
 */
#ifndef MINSAG_SANDBOX_H
#define MINSAG_SANDBOX_H

#include "core/result.h"

/*
 * Enters the sandbox for the whole process. Call before threads are made.
 * RESULT_BROKEN when the kernel refuses: the worker must then end.
 */
enum result
sandbox_enter(void) must_check;

/*
 * The same, and no sockets either: for a child that looks into foreign bytes
 * and has nothing but memory and the descriptors it was given.
 */
enum result
sandbox_enter_alone(void) must_check;

#endif
