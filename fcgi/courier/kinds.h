/* SPDX-License-Identifier: EUPL-1.2
 *
 * The table of job kinds: all that the courier can do. A new kind is a row in
 * kinds.c and a file with its function.
 */
#ifndef MINSAG_KINDS_H
#define MINSAG_KINDS_H

#include "core/result.h"
#include "courier/courier.h"

struct job;

#define KIND_ON_DEMAND (-1)

struct kind {
	const char *name; /* data.job.kind: lower case and '-' */
	/*
	 * Does the job. It may have been done before, wholly or in part, by
	 * a courier that was killed: doing it again must do no harm.
	 * RESULT_OK: done. RESULT_TRY_AGAIN: something that it needs is away
	 * (scanner, database, mail); it waits as long as that takes. Any
	 * other: it failed, and is tried again until attempts are used up.
	 * *ret_rule: what stopped it, for the log and the dead-letter list;
	 * a rule, never data; static, or as db_call leaves it.
	 */
	enum result (*run)(struct courier *courier, struct job *job,
	    const char **ret_rule);
	int lease_seconds; /* a long job renews it: job_keep */
	int attempts;      /* failures until it is dead */
	int daily_minute;  /* of the Danish day, from which on one is due each
	                    * day; or KIND_ON_DEMAND */
};

/* The row of a kind's name, or NULL. */
const struct kind *
kinds_find(const char *name);

/* The table's columns as PostgreSQL writes arrays: "{scan,sweep}". */
struct kinds_columns {
	char names[512];
	char leases[256];
	char attempts[256];
	char daily_names[512];
	char daily_minutes[256];
};

/*
 * In the order of the table, beginning behind the kind of that name (NULL: at
 * the top): so that no kind waits for more than one job of each other.
 */
void
kinds_columns(const char *after, struct kinds_columns *ret_columns);

#endif
