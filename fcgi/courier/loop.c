/* SPDX-License-Identifier: EUPL-1.2 */
#include "courier/loop.h"

#include <poll.h>
#include <stdbool.h>
#include <stdio.h>
#include <time.h>

#include "core/log.h"
#include "courier/job.h"

/*
 * How long nothing happens before the queue is asked: a job that was put off
 * comes due without a notification, and one may be lost with its connection.
 */
#define POLL_MS 2000
#define DAILY_SECONDS 60

static const struct db_statement listen_jobs = {"listen", "LISTEN minsag_job",
    0, {DB_BOOL}};

struct loop {
	struct courier *courier;
	struct db_pending *listener; /* NULL: not connected */
	time_t daily_at;             /* when to ask for daily jobs again */
	bool troubled;               /* the database was away: said once */
};

static bool
told_to_end(const struct loop *loop)
{
	struct pollfd end = {.fd = loop->courier->end_fd, .events = POLLIN};

	return loop->courier->helper_gone || poll(&end, 1, 0) > 0;
}

/* Says that the queue cannot be reached, and that it can again, once each. */
static void
note(struct loop *loop, enum result result, const char *rule)
{
	if (result != RESULT_OK && !loop->troubled)
		log_write(result_row(result)->level, NULL,
		    "the queue is away: %s", rule);
	if (result == RESULT_OK && loop->troubled)
		log_write(LOG_LEVEL_INFO, NULL, "the queue is back");
	loop->troubled = result != RESULT_OK;
}

/*
 * Listening comes before asking, so that no job falls between the two. A
 * lost connection is made anew here, with the pause of db.h.
 */
static void
listen_again(struct loop *loop)
{
	const char *rule = "";

	if (loop->listener != NULL &&
	    db_heard(loop->listener) == RESULT_OK)
		return;
	db_unlisten(loop->listener);
	loop->listener = NULL;
	if (db_listen(loop->courier->db, &listen_jobs, &loop->listener,
	    &rule) != RESULT_OK)
		loop->listener = NULL;
}

static void
wait_a_while(const struct loop *loop)
{
	struct pollfd wanted[2] = {
	    {.fd = loop->courier->end_fd, .events = POLLIN},
	    {.fd = loop->listener == NULL ? -1
		: db_descriptor(loop->listener), .events = POLLIN}};

	(void)poll(wanted, 2, POLL_MS);
}

static void
ask_for_daily(struct loop *loop)
{
	time_t now = time(NULL);
	const char *rule = "";

	if (now < loop->daily_at &&
	    loop->daily_at - now <= DAILY_SECONDS)
		return;
	if (job_daily(loop->courier, &rule) == RESULT_OK)
		loop->daily_at = now + DAILY_SECONDS;
}

/* Says how the job ended; what cannot be said is known by its lease. */
static void
settle(struct loop *loop, const struct job *job, enum result result,
    const char *problem)
{
	const char *rule = "";
	bool dead = false;

	if (result == RESULT_OK) {
		result = job_done(loop->courier, job, &rule);
		if (result != RESULT_OK)
			log_write(LOG_LEVEL_WARNING, NULL,
			    "job %lld %s: done, but not said: %s",
			    (long long)job->id, job->kind->name, rule);
		return;
	}
	log_write(result == RESULT_TRY_AGAIN || result == RESULT_CONFLICT
	    ? LOG_LEVEL_WARNING : LOG_LEVEL_ERROR, NULL, "job %lld %s: %s",
	    (long long)job->id, job->kind->name, problem);
	if (job_retry(loop->courier, job, problem, result != RESULT_TRY_AGAIN,
	    &dead, &rule) != RESULT_OK)
		log_write(LOG_LEVEL_WARNING, NULL,
		    "job %lld %s: not put off: %s", (long long)job->id,
		    job->kind->name, rule);
	else if (dead)
		log_write(LOG_LEVEL_ERROR, NULL, "job %lld %s: dead",
		    (long long)job->id, job->kind->name);
}

/* Takes a job and does it; false when there is none to be had. */
static bool
work(struct loop *loop)
{
	struct job job = {0};
	const char *rule = "";
	enum result result = job_take(loop->courier, &job, &rule);
	char problem[200];

	if (result == RESULT_NOT_FOUND || result == RESULT_OK)
		note(loop, RESULT_OK, "");
	else
		note(loop, result, rule);
	if (result != RESULT_OK)
		return false;
	result = job.kind->run(loop->courier, &job, &rule);
	/* The rule may be db.h's, which the next call overwrites. */
	snprintf(problem, sizeof(problem), "%s", rule);
	settle(loop, &job, result, problem);
	return true;
}

void
loop_run(struct courier *courier)
{
	struct loop loop = {.courier = courier};

	while (!told_to_end(&loop)) {
		listen_again(&loop);
		ask_for_daily(&loop);
		if (!work(&loop))
			wait_a_while(&loop);
	}
	db_unlisten(loop.listener);
}
