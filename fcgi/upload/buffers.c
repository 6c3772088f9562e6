/* SPDX-License-Identifier: EUPL-1.2 */
#include "upload/buffers.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

struct buffers {
	pthread_mutex_t lock;
	pthread_cond_t given;
	uint64_t next_ticket, served; /* who waits stands in a queue */
	size_t count, left;
	void *free[];                 /* left of them, allocated ones */
};

struct buffers *
buffers_new(size_t count, size_t size)
{
	struct buffers *buffers = calloc(1,
	    sizeof(*buffers) + count * sizeof(buffers->free[0]));

	if (buffers == NULL)
		return NULL;
	pthread_mutex_init(&buffers->lock, NULL);
	pthread_cond_init(&buffers->given, NULL);
	buffers->count = count;
	for (; buffers->left < count; buffers->left++) {
		void *buffer = malloc(size);
		if (buffer == NULL) {
			buffers_free(buffers);
			return NULL;
		}
		buffers->free[buffers->left] = buffer;
	}
	return buffers;
}

void
buffers_free(struct buffers *buffers)
{
	if (buffers == NULL)
		return;
	while (buffers->left > 0)
		free(buffers->free[--buffers->left]);
	pthread_cond_destroy(&buffers->given);
	pthread_mutex_destroy(&buffers->lock);
	free(buffers);
}

void *
buffers_take(struct buffers *buffers)
{
	uint64_t ticket;
	void *buffer;

	pthread_mutex_lock(&buffers->lock);
	ticket = buffers->next_ticket++;
	while (buffers->left == 0 || buffers->served != ticket)
		pthread_cond_wait(&buffers->given, &buffers->lock);
	buffers->served++;
	buffer = buffers->free[--buffers->left];
	/* Two may have been given while the first in the queue woke up. */
	if (buffers->left > 0)
		pthread_cond_broadcast(&buffers->given);
	pthread_mutex_unlock(&buffers->lock);
	return buffer;
}

void
buffers_give(struct buffers *buffers, void *buffer)
{
	pthread_mutex_lock(&buffers->lock);
	buffers->free[buffers->left++] = buffer;
	pthread_cond_broadcast(&buffers->given);
	pthread_mutex_unlock(&buffers->lock);
}
