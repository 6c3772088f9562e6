/* SPDX-License-Identifier: EUPL-1.2
 *
 * A job in hand, and what can be said of it to the queue; one function for
 * each SQL function of its name in sql/api/courier.
 */
#ifndef MINSAG_JOB_H
#define MINSAG_JOB_H

#include <stdbool.h>
#include <stdint.h>
#include "core/uuid.h"
#include "courier/kinds.h"

#define JOB_KEY_MOST 200 /* characters */

struct job {
	int64_t id;
	struct uuid lease; /* without it nothing can be said of the job */
	const struct kind *kind;
	char key[4 * JOB_KEY_MOST + 1];
	bool has_subject;
	struct uuid subject;
	int tries;       /* this one included */
	int64_t keep_at; /* when job_keep next asks, monotonic ms */
};

/*
 * Takes a job that is due, of another kind than the last one's if there is
 * one. RESULT_NOT_FOUND: nothing is due.
 */
enum result
job_take(struct courier *courier, struct job *ret_job, const char **ret_rule)
    must_check;

/*
 * Renews the lease when a third of it has passed; costs nothing before, so a
 * job calls it as often as it likes, at least every third of its lease.
 * RESULT_CONFLICT: another courier has taken the job; stop at once.
 */
enum result
job_keep(struct courier *courier, struct job *job, const char **ret_rule)
    must_check;

enum result
job_done(struct courier *courier, const struct job *job,
    const char **ret_rule) must_check;

/*
 * To be tried again, after a pause. counts: it failed, and is dead when its
 * attempts are used up; else something that it needs was away.
 */
enum result
job_retry(struct courier *courier, const struct job *job, const char *problem,
    bool counts, bool *ret_dead, const char **ret_rule) must_check;

/* Adds today's jobs of the daily kinds, those that are not there yet. */
enum result
job_daily(struct courier *courier, const char **ret_rule) must_check;

#endif
