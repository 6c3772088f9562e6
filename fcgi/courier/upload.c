/* SPDX-License-Identifier: EUPL-1.2 */
#include "courier/upload.h"

static const struct db_statement open_it = {"upload_open",
    "SELECT ret_size, ret_decided FROM api_courier.upload_open($1, $2)", 2,
    {DB_INT8, DB_UUID}};
static const struct db_statement chunk = {"upload_chunk",
    "SELECT ret_bytes FROM api_courier.upload_chunk($1, $2, $3, $4)", 4,
    {DB_INT8, DB_UUID, DB_INT8, DB_INT4}};
static const struct db_statement hash = {"upload_hash",
    "SELECT ret_same FROM api_courier.upload_hash($1, $2, $3)", 3,
    {DB_INT8, DB_UUID, DB_BYTES}};
static const struct db_statement accept_it = {"upload_accept",
    "SELECT ret_version FROM api_courier.upload_accept($1, $2, $3, $4, $5)", 5,
    {DB_INT8, DB_UUID, DB_TEXT, DB_INT4, DB_TEXT}};
static const struct db_statement reject = {"upload_reject",
    "SELECT ret_new FROM api_courier.upload_reject($1, $2, $3, $4)", 4,
    {DB_INT8, DB_UUID, DB_TEXT, DB_TEXT}};

enum result
upload_open(struct courier *courier, const struct job *job,
    struct upload *ret_upload, const char **ret_rule)
{
	struct db_rows *rows = NULL;
	enum result result = db_call(courier->db, &open_it,
	    (struct db_value[]){db_int8(job->id), db_uuid(job->lease)}, &rows,
	    ret_rule);

	if (result != RESULT_OK)
		return result;
	ret_upload->size = db_get_int8(rows, 0, 0);
	ret_upload->decided = db_get_bool(rows, 0, 1);
	db_rows_free(rows);
	return RESULT_OK;
}

enum result
upload_chunk(struct courier *courier, const struct job *job, int64_t offset,
    struct db_rows **ret_rows, const char **ret_rule)
{
	return db_call(courier->db, &chunk, (struct db_value[]){
	    db_int8(job->id), db_uuid(job->lease), db_int8(offset),
	    db_int4(UPLOAD_CHUNK_BYTES)}, ret_rows, ret_rule);
}

enum result
upload_hash(struct courier *courier, const struct job *job,
    const unsigned char sha256[VAULT_HASH_BYTES], bool *ret_same,
    const char **ret_rule)
{
	struct db_rows *rows = NULL;
	enum result result = db_call(courier->db, &hash,
	    (struct db_value[]){db_int8(job->id), db_uuid(job->lease),
	    db_bytes(sha256, VAULT_HASH_BYTES)}, &rows, ret_rule);

	if (result != RESULT_OK)
		return result;
	*ret_same = db_get_bool(rows, 0, 0);
	db_rows_free(rows);
	return RESULT_OK;
}

enum result
upload_accept(struct courier *courier, const struct job *job,
    const struct examined *examined, bool *ret_taken, const char **ret_rule)
{
	struct db_rows *rows = NULL;
	enum result result = db_call(courier->db, &accept_it,
	    (struct db_value[]){db_int8(job->id), db_uuid(job->lease),
	    db_text(examined->media_type), examined->pages > 0
	    ? db_int4(examined->pages) : db_null(DB_INT4),
	    db_text(examined->text)}, &rows, ret_rule);

	if (result != RESULT_OK)
		return result;
	*ret_taken = !db_is_null(rows, 0, 0);
	db_rows_free(rows);
	return RESULT_OK;
}

enum result
upload_reject(struct courier *courier, const struct job *job,
    const char *reason, const struct examined *examined,
    const char **ret_rule)
{
	return db_call(courier->db, &reject, (struct db_value[]){
	    db_int8(job->id), db_uuid(job->lease), db_text(reason),
	    db_text(examined->media_type[0] == '\0' ? NULL
	    : examined->media_type)}, NULL, ret_rule);
}
