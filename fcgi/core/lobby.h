/* SPDX-License-Identifier: EUPL-1.2
 *
 * Where connections wait until they have something to say. nginx keeps what a
 * process has accepted; between two requests a connection belongs to no
 * thread, and the next free thread takes the one that has waited longest. So
 * a process needs as many threads as it works on requests at once, no
 * matter how many connections are kept, and under load no thread sleeps
 * between two requests.
 *
 * The listening socket belongs to several processes and is never shut down;
 * it is made non-blocking, which suits them all. Used by gateway.c alone.
 */
#ifndef MINSAG_LOBBY_H
#define MINSAG_LOBBY_H

#include <stdbool.h>
#include "core/result.h"

/* Once per process, before the sandbox. listening: a listening socket. */
enum result
lobby_open(int listening) must_check;

/*
 * Waits for a connection with something to read; it is the caller's until
 * lobby_return or lobby_forget. RESULT_HUNG_UP when the process is told to
 * end, or when the listening socket is gone; what has arrived before that is
 * given out first.
 */
enum result
lobby_take(int *ret_fd) must_check;

/* Gives a connection back that is to be kept. */
void
lobby_return(int fd);

/* Tells that a connection that was taken has been closed. */
void
lobby_forget(void);

/* Nobody waits any longer; idle connections are closed. Async-signal-safe. */
void
lobby_stop(void);
bool
lobby_stopping(void);

#endif
