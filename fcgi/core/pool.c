/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/pool.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A block holds most requests whole: head, fields and a short answer. */
#define POOL_BLOCK_BYTES 16384

struct block {
	struct block *next;
	size_t size, used; /* of bytes[] */
	_Alignas(max_align_t) unsigned char bytes[];
};

struct pool {
	size_t limit, taken;
	struct block *blocks; /* newest first */
};

struct pool *
pool_new(size_t limit)
{
	struct pool *pool = calloc(1, sizeof(*pool));

	if (pool != NULL)
		pool->limit = limit;
	return pool;
}

static void
free_blocks(struct block *block)
{
	struct block *next;

	for (; block != NULL; block = next) {
		next = block->next;
		free(block);
	}
}

void
pool_free(struct pool *pool)
{
	if (pool == NULL)
		return;
	free_blocks(pool->blocks);
	free(pool);
}

void
pool_clear(struct pool *pool)
{
	struct block *first = pool->blocks;

	pool->taken = 0;
	if (first == NULL)
		return;
	free_blocks(first->next);
	first->next = NULL;
	first->used = 0;
	if (first->size > POOL_BLOCK_BYTES) {
		free(first);
		pool->blocks = NULL;
	}
}

static struct block *
add_block(struct pool *pool, size_t least)
{
	size_t size = least > POOL_BLOCK_BYTES ? least : POOL_BLOCK_BYTES;
	struct block *block = malloc(sizeof(*block) + size);

	if (block == NULL)
		return NULL;
	block->next = pool->blocks;
	block->size = size;
	block->used = 0;
	pool->blocks = block;
	return block;
}

void *
pool_alloc(struct pool *pool, size_t size)
{
	const size_t step = _Alignof(max_align_t);
	struct block *block = pool->blocks;
	void *at;

	if (size > pool->limit - pool->taken)
		return NULL;
	/* The limit keeps size far from SIZE_MAX: rounding can't overflow,
	 * and what rounding adds counts against the limit too. */
	size = (size + step - 1) / step * step;
	if (size == 0)
		size = step;
	if (size > pool->limit - pool->taken)
		return NULL;
	if (block == NULL || size > block->size - block->used)
		block = add_block(pool, size);
	if (block == NULL)
		return NULL;
	at = block->bytes + block->used;
	block->used += size;
	pool->taken += size;
	return memset(at, 0, size);
}

char *
pool_copy(struct pool *pool, const char *bytes, size_t length)
{
	char *copy;

	if (length == SIZE_MAX)
		return NULL;
	copy = pool_alloc(pool, length + 1);
	if (copy != NULL && length > 0)
		memcpy(copy, bytes, length);
	return copy;
}

char *
pool_printf(struct pool *pool, const char *format, ...)
{
	va_list arguments;
	char *text = NULL;
	int length;

	va_start(arguments, format);
	length = vsnprintf(NULL, 0, format, arguments);
	va_end(arguments);
	if (length >= 0)
		text = pool_alloc(pool, (size_t)length + 1);
	if (text != NULL) {
		va_start(arguments, format);
		vsnprintf(text, (size_t)length + 1, format, arguments);
		va_end(arguments);
	}
	return text;
}
