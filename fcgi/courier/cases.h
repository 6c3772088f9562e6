/* SPDX-License-Identifier: EUPL-1.2
 *
 * A job that does the same with many cases, one a statement, so that it holds
 * one at a time. It does those of one list, some hundred behind the job's
 * subject; the rest is another job, so that other kinds get a turn. A case that somebody holds just then does not keep the others
 * waiting: it comes again at the job's next attempt, which finds the others done.
 */
#ifndef MINSAG_CASES_H
#define MINSAG_CASES_H

#include "core/db.h"
#include "courier/job.h"

/* Both take number and lease of the job and a case's id. */
struct cases {
	const struct db_statement *list; /* some behind it; null: the first */
	const struct db_statement *each;
	const char *rule; /* what to say when one could not be done */
};

enum result
cases_walk(struct courier *courier, struct job *job, const struct cases *cases,
    const char **ret_rule) must_check;

#endif
