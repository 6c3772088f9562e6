/* SPDX-License-Identifier: EUPL-1.2 */
#include "upload/operations.h"

#include "core/conf.h"
#include "core/response.h"
#include "upload/metadata.h"
#include "upload/tus.h"

static const struct db_statement statement = {"upload_create",
    "SELECT ret_id, ret_offset, ret_expires_at FROM "
    "api_upload.upload_create($1, $2, $3, $4, $5, $6, $7, $8)",
    8, {DB_BYTES, DB_UUID, DB_INT8, DB_TEXT, DB_TEXT, DB_TEXT, DB_BYTES,
	DB_TEXT}};

enum { ID, OFFSET, EXPIRES_AT };

struct input {
	int64_t size;
	const char *text; /* Upload-Metadata as sent */
	struct metadata metadata;
};

static enum result
read_input(struct request *req, struct input *input)
{
	enum result result;

	if (request_header(req, "HTTP_UPLOAD_DEFER_LENGTH") != NULL)
		return request_fail(req, RESULT_BAD_INPUT,
		    "Upload-Defer-Length: not here");
	result = tus_number(req, "HTTP_UPLOAD_LENGTH",
	    "Upload-Length: a number of bytes", &input->size);
	if (result != RESULT_OK)
		return result;
	if (input->size == 0)
		return request_fail(req, RESULT_BAD_INPUT,
		    "Upload-Length: a file without bytes");
	if (input->size > TUS_SIZE_MOST)
		return request_fail(req, RESULT_TOO_BIG,
		    "upload: bytes of a file");
	input->text = request_header(req, "HTTP_UPLOAD_METADATA");
	return metadata_parse(input->text, req->pool, &input->metadata,
	    &req->rule);
}

static enum result
create(struct request *req, const struct input *input,
    const struct tus_chunk *chunk, struct db_rows **ret_rows)
{
	struct db_value values[] = {tus_session(req),
	    db_uuid(input->metadata.of_case), db_int8(input->size),
	    db_text(input->metadata.file_name),
	    db_text(input->metadata.said_type), db_text(input->text),
	    chunk->at == NULL ? db_null(DB_BYTES)
			      : db_bytes(chunk->at, chunk->length),
	    db_text(req->id)};

	return tus_call(req, &statement, values, ret_rows);
}

static enum result
answer_take(struct request *req, struct db_rows *rows)
{
	char id[UUID_TEXT_LENGTH + 1];
	const char *location;
	enum result result;

	uuid_format(db_get_uuid(rows, 0, ID), id);
	location = pool_printf(req->pool, "%s/upload/%s",
	    req->shared->conf->base_path, id);
	result = tus_offset(req, db_get_int8(rows, 0, OFFSET));
	if (result == RESULT_OK)
		result = tus_expires(req, db_get_time(rows, 0, EXPIRES_AT));
	db_rows_free(rows);
	if (result == RESULT_OK && location == NULL)
		result = request_fail(req, RESULT_TRY_AGAIN, "memory");
	if (result == RESULT_OK)
		result = response_header(req, "Location", location);
	if (result != RESULT_OK)
		return result;
	return response_empty(req, 201);
}

enum result
upload_create(struct request *req)
{
	struct tus_chunk chunk = {0};
	struct db_rows *rows = NULL;
	struct input input;
	enum result result;

	if ((result = tus_begin(req)) != RESULT_OK ||
	    (result = read_input(req, &input)) != RESULT_OK ||
	    (result = tus_take(req, false, &chunk)) != RESULT_OK)
		return result;
	result = create(req, &input, &chunk, &rows);
	tus_give(req, &chunk);
	if (result != RESULT_OK)
		return result;
	result = answer_take(req, rows);
	if (result == RESULT_OK)
		sweep(req);
	return result;
}
