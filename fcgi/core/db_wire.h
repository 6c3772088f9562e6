/* SPDX-License-Identifier: EUPL-1.2
 *
 * Values in PostgreSQL's binary format: parameters as they are sent, and (in
 * db_wire.c, declared in db.h) the readers of result rows. Only db.c uses it.
 * Formats: the types' _send and _recv functions in PostgreSQL's sources.
 */
#ifndef MINSAG_DB_WIRE_H
#define MINSAG_DB_WIRE_H

#include "core/db.h"

#define DB_WIRE_FIXED_MOST 16 /* bytes of the longest fixed-size value */

/* Parameters in the shape that libpq takes. Bytes and text are borrowed. */
struct db_wire {
	const char *values[DB_PARAMETERS_MOST];
	int lengths[DB_PARAMETERS_MOST];
	int formats[DB_PARAMETERS_MOST];
	char fixed[DB_PARAMETERS_MOST][DB_WIRE_FIXED_MOST];
};

/* The type's oid in pg_type.dat; these never change. */
unsigned int
db_wire_oid(enum db_type type);

/* A value of another type than the statement declares ends the process. */
void
db_wire_encode(struct db_wire *ret_wire, const struct db_statement *statement,
    const struct db_value *values);

#endif
