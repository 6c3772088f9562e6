/* SPDX-License-Identifier: EUPL-1.2
 *
 * The heartbeat: once a day, in Danish time, what has been sealed since the
 * last one is proved, and a row in the audit says whether it is whole. Citizens
 * are told (api_citizen.look_proof).
 */
#ifndef MINSAG_AUDIT_BEAT_H
#define MINSAG_AUDIT_BEAT_H

#include "audit/chain.h"

/*
 * Proves and writes the row, if there is none of today yet. A day's proof has a
 * bound; what is left comes the next day. *ret_proof says what was found;
 * nothing when it was not due: *ret_due is false then.
 */
enum result
beat(struct db *db, bool *ret_due, struct chain_proof *ret_proof,
    const char **ret_rule) must_check;

#endif
