/* SPDX-License-Identifier: EUPL-1.2
 *
 * Second half of a case's import: one short transaction, in which what shows
 * less comes first. The ends of parties and withdrawals, found by their keys
 * alone; the case; parties; withholdings; changes of status; what is no longer
 * withheld; titles of documents; and last what is published. A line that fails
 * is undone alone. If
 * it would have shown less, all begins anew and what it bars is left undone.
 */
#ifndef MINSAG_APPLY_H
#define MINSAG_APPLY_H

#include "import/batch.h"
#include "import/person.h"
#include "import/work.h"

/*
 * Says in each line's rule and outcome what became of it. With work->all
 * nothing of it stays. Errors as work_do.
 */
enum result
apply_case(struct work *work, const struct person_keys *keys,
    struct batch *batch, const char **ret_rule) must_check;

#endif
