/* SPDX-License-Identifier: EUPL-1.2
 *
 * The heartbeat: once a day, in Danish time, what has been sealed since the
 * last one is proved, and a part of the rest again, so that all of it is proved
 * within a month. A row in the audit says whether it is whole and what was
 * proved; citizens are told (api_citizen.look_proof).
 */
#ifndef MINSAG_AUDIT_BEAT_H
#define MINSAG_AUDIT_BEAT_H

#include "audit/chain.h"

/*
 * Proves and writes the row, if there is none of today yet. What is new has a
 * bound a day; what is left comes the next day. *ret_new and *ret_again say
 * what was found; nothing when it was not due: *ret_due is false then.
 */
enum result
beat(struct db *db, bool *ret_due, struct chain_proof *ret_new,
    struct chain_proof *ret_again, const char **ret_rule) must_check;

#endif
