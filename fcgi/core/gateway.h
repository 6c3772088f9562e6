/* SPDX-License-Identifier: EUPL-1.2
 *
 * The one door to fcgi2: accepting a request, its parameters, its body, and
 * the bytes that answer it. Everything above speaks of struct gateway only;
 * strings die when the next request is accepted.
 *
 * fcgi2 waits inside accept(2) and read(2), where nobody can wake it. So the
 * waiting is done in the lobby (lobby.h), which can be told to stop, and fcgi2
 * is called only when there is something to read.
 */
#ifndef MINSAG_GATEWAY_H
#define MINSAG_GATEWAY_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>
#include "core/result.h"

struct gateway;

/*
 * Once per process, before the sandbox. listening is the inherited socket,
 * normally 0; anything but a listening stream socket is RESULT_BAD_INPUT.
 * SIGPIPE is ignored from here on.
 */
enum result
gateway_init(int listening) must_check;

/* One per thread. The caller owns it: gateway_free. NULL: memory is short. */
struct gateway *
gateway_new(void) must_check;

void
gateway_free(struct gateway *gateway); /* accepts NULL */

/*
 * Waits for the next request. RESULT_HUNG_UP when the process is told to end
 * (gateway_stop) or the listening socket is gone. A request that has already
 * arrived on a kept connection is still served.
 */
enum result
gateway_accept(struct gateway *gateway) must_check;

/*
 * Ends the request. Kept connections stay open, unless the process is about
 * to end or a long body was left unread.
 */
void
gateway_finish(struct gateway *gateway);

/*
 * Ends the request by cutting the connection, so that a client that was
 * promised more bytes notices. gateway_finish still follows.
 */
void
gateway_abort(struct gateway *gateway);

/*
 * No further request is accepted by any thread; those under way go on, and
 * idle kept connections are closed. Async-signal-safe.
 */
void
gateway_stop(void);
bool
gateway_stopping(void);

/* Whether the client of an accepted request has hung up. */
bool
gateway_gone(const struct gateway *gateway) must_check;

/* A CGI parameter, or NULL. Borrowed until the request ends. */
const char *
gateway_parameter(const struct gateway *gateway, const char *name);

/* Reads up to size bytes of body; *ret_count 0 means the end. */
enum result
gateway_read(struct gateway *gateway, void *at, size_t size,
    size_t *ret_count) must_check;

/*
 * Writes all bytes, waiting for the client as long as it takes (nginx closes
 * a dead one). RESULT_HUNG_UP when the client is gone.
 */
enum result
gateway_write(struct gateway *gateway, const void *at, size_t size) must_check;

/*
 * Sends a whole answer and ends the request, in one write where it can: what
 * the client sent of a body is read first. Nothing may be written before it or
 * behind it.
 */
enum result
gateway_answer(struct gateway *gateway, const void *at, size_t size)
    must_check;

enum result
gateway_flush(struct gateway *gateway) must_check;

/*
 * For large bodies after gateway_flush: FCGI_STDOUT records straight to the
 * connection, without fcgi2's 8 KiB buffer. Writes what fits without waiting
 * and tells how many bytes of at were taken; 0 means: poll
 * gateway_descriptor for POLLOUT. The next call goes on behind them. A record
 * is announced with its length, so a body that is broken off in the middle of
 * one ends in gateway_abort (gateway_finish does so by itself).
 */
enum result
gateway_write_some(struct gateway *gateway, const void *at, size_t size,
    size_t *ret_count) must_check;
int
gateway_descriptor(const struct gateway *gateway);

#endif
