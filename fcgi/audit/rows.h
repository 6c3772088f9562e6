/* SPDX-License-Identifier: EUPL-1.2
 *
 * The rows that a seal covers: their digests, and whether each row is still
 * what its digest was made of. The forms are in
 * sql/internal/audit_canonical.sql.
 */
#ifndef MINSAG_AUDIT_ROWS_H
#define MINSAG_AUDIT_ROWS_H

#include "core/db.h"
#include "core/vault.h"

struct rows_sum {
	int64_t count;
	int64_t erased;   /* whose contents are gone, as a row says */
	unsigned char hash[VAULT_HASH_BYTES]; /* over the digests, in order */
	const char *rule; /* what is wrong with a row; NULL: nothing */
};

/* Goes through the rows of a range of transactions, page by page. */
enum result
rows_sum(struct db *db, int64_t from_xid, int64_t before_xid,
    struct rows_sum *ret_sum, const char **ret_rule) must_check;

#endif
