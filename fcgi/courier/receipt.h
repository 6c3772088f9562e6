/* SPDX-License-Identifier: EUPL-1.2
 *
 * A receipt of Digital Post (NgDP REST): a JSON object that says what became
 * of a message.
 */
#ifndef MINSAG_RECEIPT_H
#define MINSAG_RECEIPT_H

#include "core/pool.h"
#include "core/result.h"
#include "core/uuid.h"
#include "courier/transport.h"

struct receipt {
	struct uuid message;
	/* transmissionId, or errorCode when it was refused */
	struct outcome outcome;
};

/*
 * Reads receiptStatus RECEIVED, COMPLETED, INVALID or NOT_ALLOWED and
 * messageUUID; what else is in it is left aside. RESULT_BAD_INPUT for
 * anything that is no receipt.
 */
enum result
receipt_read(const char *at, size_t length, struct pool *pool,
    struct receipt *ret_receipt) must_check;

/* Whether text is an id that can stand in an address: letters, digits, '-',
 * '_', 1 to 64 of them. */
bool
receipt_id_valid(const char *text);

#endif
