/* SPDX-License-Identifier: EUPL-1.2
 *
 * Request pool: bytes that live as long as one request, given back in one
 * call. Not thread-safe: one thread, one pool. Never holds a secret.
 */
#ifndef MINSAG_POOL_H
#define MINSAG_POOL_H

#include <stddef.h>
#include "core/result.h"

struct pool;

/*
 * Makes a pool that hands out at most limit bytes between two clears.
 * Returns NULL when memory is short. The caller owns it: pool_free.
 */
struct pool *
pool_new(size_t limit) must_check;

/* Frees the pool and all it handed out. Accepts NULL. */
void
pool_free(struct pool *pool);

/* Gives all bytes back at once; keeps at most one block of memory. */
void
pool_clear(struct pool *pool);

/*
 * Returns size zeroed bytes, aligned for any type, or NULL when the limit or
 * the memory is reached. The pool owns them.
 */
void *
pool_alloc(struct pool *pool, size_t size) must_check;

/* Returns a NUL-terminated copy of length bytes, or NULL as pool_alloc. */
char *
pool_copy(struct pool *pool, const char *bytes, size_t length) must_check;

/* Returns the formatted text, or NULL as pool_alloc. */
char *
pool_printf(struct pool *pool, const char *format, ...) must_check
    __attribute__((format(printf, 2, 3)));

#endif
