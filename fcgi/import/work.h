/* SPDX-License-Identifier: EUPL-1.2
 *
 * Where the import's statements go: each piece of work into a transaction of
 * its own, or, to try an import out, all of them into one. A piece that meets
 * somebody else's lock is begun anew some times, and then gives way: an import
 * never ends for a lock.
 */
#ifndef MINSAG_WORK_H
#define MINSAG_WORK_H

#include <stdbool.h>
#include "core/db.h"

/* Begun so often; a statement waits 5 seconds for a lock (sql/roles.sql). */
#define WORK_TRIES 4

struct work {
	struct db *db;
	struct db_transaction *all; /* NULL: each piece has its own */
};

/*
 * Does the piece; anything but RESULT_OK undoes it. It may be called several
 * times, and begins anew each time. *ret_keep is true; false undoes what was
 * done although it went well.
 */
typedef enum result work_piece(void *context, struct db_transaction *in,
    bool *ret_keep, const char **ret_rule);

/*
 * RESULT_TRY_AGAIN: the database went away. RESULT_DENIED: somebody else held
 * it all the time. Else what the piece said.
 */
enum result
work_do(struct work *work, work_piece *piece, void *context,
    const char **ret_rule) must_check;

/* Begins, and ends, the one transaction for all. */
enum result
work_try_out(struct work *work, const char **ret_rule) must_check;
enum result
work_keep(struct work *work, const char **ret_rule) must_check;

/* Nothing of it is kept. Without one it does nothing. */
void
work_drop(struct work *work);

#endif
