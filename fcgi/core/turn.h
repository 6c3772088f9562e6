/* SPDX-License-Identifier: EUPL-1.2
 *
 * Whose turn it is. Requests with the same key, a session's or those of a
 * costly operation, are worked on so many at once; the others wait in their
 * order and keep no thread: what waits is the gateway that holds the request,
 * and the thread goes on with an idle one in exchange. Whoever ends a request
 * of the key takes over the one that has waited longest. So one session never
 * has all threads of a process, however many connections it comes with.
 */
#ifndef MINSAG_TURN_H
#define MINSAG_TURN_H

#include <stdbool.h>
#include <stddef.h>
#include "core/result.h"

#define TURN_KEY_BYTES 16

struct turn {
	unsigned char key[TURN_KEY_BYTES];   /* what is counted together */
	unsigned char owner[TURN_KEY_BYTES]; /* whose request it is */
	int at_once;                         /* of the key */
	int waiting;                         /* of an owner, behind the key */
};

struct turns_options {
	size_t threads;          /* so many are worked on at most */
	size_t waiting;          /* so many wait at most, all together */
	void *(*new)(void);      /* an idle one; NULL: memory is short */
	void (*free)(void *at);
	bool (*gone)(void *at);  /* nobody awaits its answer any more */
	void (*leave)(void *at); /* then: makes it idle */
};

struct turns;

/* The caller owns it: turns_free. NULL: memory is short. */
struct turns *
turns_new(const struct turns_options *options) must_check;

/* When nothing waits any more. Accepts NULL. */
void
turns_free(struct turns *turns);

enum turn_answer {
	TURN_NOW,   /* turns_end is owed */
	TURN_LATER, /* *at waits, and *at is an idle one now */
	TURN_NEVER  /* too many wait */
};

enum turn_answer
turns_take(struct turns *turns, const struct turn *turn, void **at) must_check;

/*
 * Ends a turn; *at is idle. True: *at is exchanged for the one whose turn it is
 * now, and turns_end is owed for it in the same way.
 */
bool
turns_end(struct turns *turns, const struct turn *turn, void **at) must_check;

#endif
