/* SPDX-License-Identifier: EUPL-1.2
 *
 * Receipts of Digital Post, which tell later what became of messages: fetched,
 * and removed there when they are noted here.
 */
#ifndef MINSAG_POST_H
#define MINSAG_POST_H

#include "core/pool.h"
#include "courier/receipt.h"
#include "courier/transport.h"

/* The ids of the first receipts that wait, the pool's. *ret_more: there are
 * more, which come when these are removed. */
enum result
post_receipt_list(const struct transport *post, struct pool *pool,
    const char *const **ret_ids, size_t *ret_count, bool *ret_more,
    const char **ret_rule) must_check;

/* RESULT_BAD_INPUT: it is there, and none that we understand. */
enum result
post_receipt_read(const struct transport *post, const char *id,
    struct pool *pool, struct receipt *ret_receipt, const char **ret_rule)
    must_check;

enum result
post_receipt_remove(const struct transport *post, const char *id,
    struct pool *pool, const char **ret_rule) must_check;

#endif
