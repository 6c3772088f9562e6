/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the operations share of tus 1.0.0: its version, its headers, and the
 * chunk that a request carries. https://tus.io/protocols/resumable-upload
 */
#ifndef MINSAG_UPLOAD_TUS_H
#define MINSAG_UPLOAD_TUS_H

#include <stdbool.h>
#include <stdint.h>
#include "core/db.h"
#include "core/request.h"

#define TUS_VERSION "1.0.0"
#define TUS_SIZE_MOST 536870912 /* data.upload.size: 512 MiB */

/*
 * Every request but OPTIONS says which version it speaks: Tus-Resumable.
 * Another or none is RESULT_WRONG_VERSION, and the answer says ours. A query is
 * not known here.
 */
enum result
tus_begin(struct request *req) must_check;

/* A header that is a number of digits; absent or other is RESULT_BAD_INPUT. */
enum result
tus_number(struct request *req, const char *cgi_name, const char *rule,
    int64_t *ret_number) must_check;

/* Adds Upload-Offset, and Upload-Expires (Unix microseconds). */
enum result
tus_offset(struct request *req, int64_t offset) must_check;
enum result
tus_expires(struct request *req, int64_t time) must_check;

/*
 * The bytes that a request carries, in a buffer of the worker's: tus_give.
 * Their type is asked for before, their checksum compared after reading:
 * RESULT_WRONG_TYPE, RESULT_BAD_CHECKSUM. Unless required, a request without a
 * body needs no type and carries none: at is NULL then.
 */
struct tus_chunk {
	void *at;
	size_t length;
};

enum result
tus_take(struct request *req, bool required, struct tus_chunk *ret_chunk)
    must_check;
void
tus_give(struct request *req, struct tus_chunk *chunk);

/* Calls the operation's function for one row; a failure's rule is noted. */
enum result
tus_call(struct request *req, const struct db_statement *statement,
    const struct db_value *values, struct db_rows **ret_rows) must_check;
struct db_value
tus_session(const struct request *req);

#endif
