/* SPDX-License-Identifier: EUPL-1.2
 *
 * application/x-www-form-urlencoded (WHATWG URL section 5.1): a query string
 * or a form's body, taken apart into decoded pairs.
 */
#ifndef MINSAG_QUERY_H
#define MINSAG_QUERY_H

#include <stddef.h>
#include "core/pool.h"
#include "core/result.h"

#define QUERY_PAIRS_MOST 32

struct query_pair {
	const char *name; /* decoded, the pool's, NUL-terminated */
	size_t name_length;
	const char *value; /* the same; "" when there is no '=' */
	size_t value_length;
};

/*
 * Decodes all pairs, in their order; empty ones ("&&") are skipped. Valid
 * UTF-8 without NUL, or RESULT_BAD_INPUT; over 32 pairs is RESULT_TOO_BIG;
 * RESULT_TRY_AGAIN when the pool is full. *ret_rule is static.
 */
enum result
query_parse(const char *at, size_t length, struct pool *pool,
    struct query_pair ret_pairs[QUERY_PAIRS_MOST], size_t *ret_count,
    const char **ret_rule) must_check;

#endif
