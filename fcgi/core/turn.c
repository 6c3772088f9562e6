/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/turn.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

struct waiter {
	void *at; /* idle while it is spare */
	unsigned char owner[TURN_KEY_BYTES];
	struct waiter *next;
};

/* A key that is worked on. */
struct slot {
	unsigned char key[TURN_KEY_BYTES];
	int running; /* 0: the slot is free */
	struct waiter *first;
};

struct turns {
	struct turns_options options;
	pthread_mutex_t lock;
	struct slot *slots;      /* one for each thread */
	struct waiter *waiters;  /* all */
	struct waiter *spare;
};

static bool
make_waiters(struct turns *turns)
{
	for (size_t i = 0; i < turns->options.waiting; i++) {
		struct waiter *waiter = &turns->waiters[i];

		waiter->at = turns->options.new();
		if (waiter->at == NULL)
			return false;
		waiter->next = turns->spare;
		turns->spare = waiter;
	}
	return true;
}

struct turns *
turns_new(const struct turns_options *options)
{
	struct turns *turns = calloc(1, sizeof(*turns));

	if (turns == NULL)
		return NULL;
	turns->options = *options;
	pthread_mutex_init(&turns->lock, NULL);
	turns->slots = calloc(options->threads, sizeof(*turns->slots));
	turns->waiters = calloc(options->waiting, sizeof(*turns->waiters));
	if (turns->slots == NULL || turns->waiters == NULL ||
	    !make_waiters(turns)) {
		turns_free(turns);
		return NULL;
	}
	return turns;
}

void
turns_free(struct turns *turns)
{
	if (turns == NULL)
		return;
	for (size_t i = 0; turns->waiters != NULL &&
	     i < turns->options.waiting; i++)
		turns->options.free(turns->waiters[i].at);
	free(turns->waiters);
	free(turns->slots);
	pthread_mutex_destroy(&turns->lock);
	free(turns);
}

/* The slot of a key, or else a free one. There are as many as threads. */
static struct slot *
find(struct turns *turns, const unsigned char key[TURN_KEY_BYTES])
{
	struct slot *empty = NULL;

	for (size_t i = 0; i < turns->options.threads; i++) {
		struct slot *slot = &turns->slots[i];

		if (slot->running == 0)
			empty = slot;
		else if (memcmp(slot->key, key, TURN_KEY_BYTES) == 0)
			return slot;
	}
	if (empty != NULL)
		memcpy(empty->key, key, TURN_KEY_BYTES);
	return empty;
}

static void
swap(void **a, void **b)
{
	void *kept = *a;

	*a = *b;
	*b = kept;
}

/* Takes a waiter out of its row; what it holds must be idle, or become so. */
static void
take_out(struct turns *turns, struct waiter **place)
{
	struct waiter *waiter = *place;

	*place = waiter->next;
	waiter->next = turns->spare;
	turns->spare = waiter;
}

/* Counts an owner's waiters, or with leaving lets those go that are gone. */
static int
count(struct turns *turns, struct slot *slot, const struct turn *turn,
    bool leaving)
{
	struct waiter **place = &slot->first, *waiter;
	int sum = 0;

	while ((waiter = *place) != NULL) {
		bool own = memcmp(waiter->owner, turn->owner,
		    TURN_KEY_BYTES) == 0;
		if (own && leaving && turns->options.gone(waiter->at)) {
			turns->options.leave(waiter->at);
			take_out(turns, place);
			continue;
		}
		sum += own;
		place = &waiter->next;
	}
	return sum;
}

static enum turn_answer
wait_behind(struct turns *turns, struct slot *slot, const struct turn *turn,
    void **at)
{
	struct waiter **place = &slot->first, *waiter;

	if (count(turns, slot, turn, false) >= turn->waiting &&
	    count(turns, slot, turn, true) >= turn->waiting)
		return TURN_NEVER;
	waiter = turns->spare;
	if (waiter == NULL)
		return TURN_NEVER;
	turns->spare = waiter->next;
	memcpy(waiter->owner, turn->owner, TURN_KEY_BYTES);
	swap(&waiter->at, at);
	while (*place != NULL)
		place = &(*place)->next;
	waiter->next = NULL;
	*place = waiter;
	return TURN_LATER;
}

enum turn_answer
turns_take(struct turns *turns, const struct turn *turn, void **at)
{
	enum turn_answer answer = TURN_NEVER;
	struct slot *slot;

	pthread_mutex_lock(&turns->lock);
	slot = find(turns, turn->key);
	if (slot != NULL && slot->running < turn->at_once) {
		slot->running++;
		answer = TURN_NOW;
	} else if (slot != NULL) {
		answer = wait_behind(turns, slot, turn, at);
	}
	pthread_mutex_unlock(&turns->lock);
	return answer;
}

bool
turns_end(struct turns *turns, const struct turn *turn, void **at)
{
	struct slot *slot;
	bool next = false;

	pthread_mutex_lock(&turns->lock);
	slot = find(turns, turn->key);
	while (!next && slot->first != NULL) {
		swap(&slot->first->at, at);
		take_out(turns, &slot->first);
		next = !turns->options.gone(*at);
		if (!next)
			turns->options.leave(*at);
	}
	slot->running -= !next;
	pthread_mutex_unlock(&turns->lock);
	return next;
}
