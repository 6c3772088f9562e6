/* SPDX-License-Identifier: EUPL-1.2
 *
 * The canonical forms of audit rows and seals, made from typed columns and
 * hashed as they are made. What they are and why stands, once, in
 * sql/internal/audit_canonical.sql; here is the second, independent maker.
 */
#ifndef MINSAG_CANONICAL_H
#define MINSAG_CANONICAL_H

#include <stddef.h>
#include <stdint.h>
#include "core/uuid.h"
#include "core/vault.h"

/* A form under way: begin, its fields in order, end. */
struct canonical {
	struct vault_sha256 sum;
};

void
canonical_begin(struct canonical *form);
void
canonical_null(struct canonical *form);
void
canonical_text(struct canonical *form, const char *at, size_t length);
void
canonical_int(struct canonical *form, int64_t value);
void
canonical_uuid(struct canonical *form, struct uuid value);
void
canonical_hash(struct canonical *form,
    const unsigned char hash[VAULT_HASH_BYTES]);
void
canonical_end(struct canonical *form,
    unsigned char ret_hash[VAULT_HASH_BYTES]);

/* 64 hexadecimal digits in lower case, and NUL. */
void
canonical_hex(const unsigned char hash[VAULT_HASH_BYTES],
    char ret_text[2 * VAULT_HASH_BYTES + 1]);

#endif
