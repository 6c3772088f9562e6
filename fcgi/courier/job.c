/* SPDX-License-Identifier: EUPL-1.2 */
#include "courier/job.h"

#include <stdio.h>
#include <time.h>

static const struct db_statement take = {"job_take",
    "SELECT ret_job, ret_lease, ret_kind, ret_key, ret_subject, ret_tries FROM "
    "api_courier.job_take($1::text[], $2::integer[], $3::integer[])",
    3, {DB_TEXT, DB_TEXT, DB_TEXT}};
static const struct db_statement keep = {"job_keep",
    "SELECT ret_ok FROM api_courier.job_keep($1, $2, $3)", 3,
    {DB_INT8, DB_UUID, DB_INT4}};
static const struct db_statement done = {"job_done",
    "SELECT ret_ok FROM api_courier.job_done($1, $2)", 2, {DB_INT8, DB_UUID}};
static const struct db_statement retry = {"job_retry",
    "SELECT ret_dead FROM api_courier.job_retry($1, $2, $3, $4)", 4,
    {DB_INT8, DB_UUID, DB_TEXT, DB_INT4}};
static const struct db_statement daily = {"job_daily",
    "SELECT ret_ok FROM api_courier.job_daily($1::text[], $2::integer[])", 2,
    {DB_TEXT, DB_TEXT}};

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t
third_of_lease(const struct kind *kind)
{
	return kind->lease_seconds * INT64_C(1000) / 3;
}

enum result
job_take(struct courier *courier, struct job *ret_job, const char **ret_rule)
{
	int64_t begun = now_ms();
	struct kinds_columns columns;
	struct db_rows *rows = NULL;
	enum result result;

	kinds_columns(courier->kind_done, &columns);
	result = db_call(courier->db, &take, (struct db_value[]){
	    db_text(columns.names), db_text(columns.leases),
	    db_text(columns.attempts)}, &rows, ret_rule);
	if (result != RESULT_OK)
		return result;
	if (db_rows_count(rows) == 0) {
		db_rows_free(rows);
		return RESULT_NOT_FOUND;
	}
	ret_job->id = db_get_int8(rows, 0, 0);
	ret_job->lease = db_get_uuid(rows, 0, 1);
	ret_job->kind = kinds_find(db_get_text(rows, 0, 2));
	snprintf(ret_job->key, sizeof(ret_job->key), "%s",
	    db_get_text(rows, 0, 3));
	ret_job->has_subject = !db_is_null(rows, 0, 4);
	if (ret_job->has_subject)
		ret_job->subject = db_get_uuid(rows, 0, 4);
	ret_job->tries = db_get_int4(rows, 0, 5);
	db_rows_free(rows);
	if (ret_job->kind == NULL) {
		*ret_rule = "job: of a kind that was not asked for";
		return RESULT_BROKEN;
	}
	courier->kind_done = ret_job->kind->name;
	ret_job->keep_at = begun + third_of_lease(ret_job->kind);
	return RESULT_OK;
}

enum result
job_keep(struct courier *courier, struct job *job, const char **ret_rule)
{
	int64_t begun = now_ms();
	enum result result;

	if (begun < job->keep_at)
		return RESULT_OK;
	result = db_call(courier->db, &keep, (struct db_value[]){
	    db_int8(job->id), db_uuid(job->lease),
	    db_int4(job->kind->lease_seconds)}, NULL, ret_rule);
	if (result == RESULT_OK)
		job->keep_at = begun + third_of_lease(job->kind);
	return result;
}

enum result
job_done(struct courier *courier, const struct job *job,
    const char **ret_rule)
{
	return db_call(courier->db, &done, (struct db_value[]){
	    db_int8(job->id), db_uuid(job->lease)}, NULL, ret_rule);
}

enum result
job_retry(struct courier *courier, const struct job *job, const char *problem,
    bool counts, bool *ret_dead, const char **ret_rule)
{
	struct db_rows *rows = NULL;
	enum result result = db_call(courier->db, &retry, (struct db_value[]){
	    db_int8(job->id), db_uuid(job->lease), db_text(problem),
	    counts ? db_int4(job->kind->attempts) : db_null(DB_INT4)}, &rows,
	    ret_rule);

	if (result != RESULT_OK)
		return result;
	*ret_dead = db_get_bool(rows, 0, 0);
	db_rows_free(rows);
	return RESULT_OK;
}

enum result
job_daily(struct courier *courier, const char **ret_rule)
{
	struct kinds_columns columns;

	kinds_columns(NULL, &columns);
	return db_call(courier->db, &daily, (struct db_value[]){
	    db_text(columns.daily_names), db_text(columns.daily_minutes)},
	    NULL, ret_rule);
}
