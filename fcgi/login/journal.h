/* SPDX-License-Identifier: EUPL-1.2
 *
 * Entries of the log-in log: lines "name: value", an empty line, and the
 * message with its signature as it was sent or received. Each is sealed to
 * the log's public key before it goes to the database; the worker cannot read
 * what it wrote. Kept 180 days (NemLog-in's logging policy), then swept.
 */
#ifndef MINSAG_LOGIN_JOURNAL_H
#define MINSAG_LOGIN_JOURNAL_H

#include <stddef.h>
#include "core/db.h"
#include "core/request.h"
#include "core/result.h"
#include "login/build.h"

/* Begins an entry: what, when, nginx's request id, the client's address. */
void
journal_begin(struct build *entry, const struct request *req,
    const char *what);

/* Adds a line; value may be NULL: no line. */
void
journal_line(struct build *entry, const char *name, const char *value);

/*
 * Adds the message, seals the entry and gives entry's memory back, wiped.
 * *ret_sealed is a DB_BYTES value in the request's pool.
 */
enum result
journal_seal(struct build *entry, struct request *req, const void *message,
    size_t length, struct db_value *ret_sealed) must_check;

#endif
