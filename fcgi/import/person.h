/* SPDX-License-Identifier: EUPL-1.2
 *
 * What becomes of a CPR number: a keyed hash, to find the person again, and a
 * sealed box that only the courier can open. The digits go no further.
 */
#ifndef MINSAG_PERSON_H
#define MINSAG_PERSON_H

#include <stddef.h>
#include "casework/cpr.h"
#include "core/conf.h"
#include "core/result.h"
#include "core/vault.h"

#define PERSON_SEALED_BYTES (CPR_DIGITS + VAULT_BOX_EXTRA_BYTES)

struct person_keys; /* identity_key and courier_public_key */

struct person {
	unsigned char hash[VAULT_HASH_BYTES];
	unsigned char sealed[PERSON_SEALED_BYTES];
};

/* Reads both keys. On failure message (size bytes) names file and rule. The
 * caller owns them: person_close. vault_start comes first. */
enum result
person_open(const struct conf *conf, struct person_keys **ret_keys,
    char *message, size_t size) must_check;

/* Wipes and frees. Accepts NULL. */
void
person_close(struct person_keys *keys);

/* From a CPR number that cpr_parse takes. */
enum result
person_read(const struct person_keys *keys, const char *cpr,
    struct person *ret_person) must_check;

#endif
