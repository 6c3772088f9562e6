/* SPDX-License-Identifier: EUPL-1.2
 *
 * The chain of seals: one more link, its end, and the proof that all of it
 * holds. The SQL side is sql/api/audit.
 */
#ifndef MINSAG_CHAIN_H
#define MINSAG_CHAIN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/db.h"
#include "core/result.h"
#include "core/vault.h"

struct chain_head {
	int64_t number; /* 0: no seal yet */
	int64_t rows;   /* chain_seal: sealed by it; chain_head: not sealed */
	unsigned char hash[VAULT_HASH_BYTES];
};

/* What no seal covers yet, and whose transaction holds it back. */
struct chain_wait {
	int64_t seconds; /* the oldest row's age; 0: none waits */
	int64_t behind;  /* transactions that began since */
	int32_t pid;     /* 0: a prepared transaction */
	char role[64];
};

/* Seals what came since. */
enum result
chain_seal(struct db *db, struct chain_head *ret_head,
    struct chain_wait *ret_wait, const char **ret_rule) must_check;

/* The chain's end. */
enum result
chain_head(struct db *db, struct chain_head *ret_head, const char **ret_rule)
    must_check;

/* What chain_verify went through. */
struct chain_proof {
	int64_t seals, rows;
	int64_t erased;        /* rows of which only the digest is left */
	int64_t last;          /* number of the last seal that holds */
	int64_t longest_pause; /* seconds between two seals */
	unsigned char hash[VAULT_HASH_BYTES];
	int64_t broken;        /* number of the first broken seal; 0: none */
	const char *rule;      /* what is wrong with it */
	char text[160];        /* rule may stand here */
};

/*
 * Recomputes every hash from the rows, page by page. known, which may be
 * NULL, is an end that was noted earlier and must be in the chain. RESULT_OK
 * when the chain could be read to the end or to the first broken seal.
 */
enum result
chain_verify(struct db *db, const struct chain_head *known,
    struct chain_proof *ret_proof, const char **ret_rule) must_check;

/*
 * The same from a seal on that was proved before, until seals or rows are more
 * than these: a day's work. from->number 0: from the beginning. That seal must
 * still be there, with the hash it had. Its rows are not looked at again.
 */
enum result
chain_verify_after(struct db *db, const struct chain_head *from,
    int64_t seals_most, int64_t rows_most, struct chain_proof *ret_proof,
    const char **ret_rule) must_check;

/*
 * The same again for so many seals behind one that was proved before (0: from
 * the first), however many rows they have.
 */
enum result
chain_verify_again(struct db *db, int64_t after, int64_t seals,
    struct chain_proof *ret_proof, const char **ret_rule) must_check;

#endif
