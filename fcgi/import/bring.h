/* SPDX-License-Identifier: EUPL-1.2
 *
 * First half of a case's import: its files come into the database, each in a
 * transaction of its own, where nobody sees them before they are published. An
 * import that is stopped here has lost nothing: the next one finds them.
 */
#ifndef MINSAG_BRING_H
#define MINSAG_BRING_H

#include <signal.h>
#include "examine/examine.h"
#include "import/batch.h"
#include "import/person.h"
#include "import/report.h"
#include "import/work.h"

struct bring_options {
	struct work *work;
	struct examiner *examiner;
	struct person_keys **keys; /* wiped in the examining child */
	struct report *report;
	int folder;
	const volatile sig_atomic_t *stop; /* not 0: no further file */
};

struct bring;

/* The caller owns it: bring_close. options are borrowed until then. */
enum result
bring_open(const struct bring_options *options, struct bring **ret_bring)
    must_check;
void
bring_close(struct bring *bring); /* accepts NULL */

/*
 * Brings the documents and files of the batch, and spoils the lines for which
 * that can't be done. RESULT_TRY_AGAIN: the database went away; RESULT_DENIED:
 * somebody else held something all the time; RESULT_HUNG_UP: told to stop.
 */
enum result
bring_case(struct bring *bring, struct batch *batch, const char **ret_rule)
    must_check;

#endif
