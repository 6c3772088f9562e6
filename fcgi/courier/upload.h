/* SPDX-License-Identifier: EUPL-1.2
 *
 * The upload that a scan job is about; one function for each SQL function of
 * its name in sql/api/courier. All say RESULT_CONFLICT when the job is not
 * this courier's any more.
 */
#ifndef MINSAG_UPLOAD_H
#define MINSAG_UPLOAD_H

#include "core/vault.h"
#include "courier/job.h"
#include "examine/examine.h"

#define UPLOAD_CHUNK_BYTES (1 << 20)

struct upload {
	int64_t size;
	bool decided; /* by a courier that was killed before it said "done" */
};

enum result
upload_open(struct courier *courier, const struct job *job,
    struct upload *ret_upload, const char **ret_rule) must_check;

/* Bytes from offset, as rows of one column; the caller's: db_rows_free. */
enum result
upload_chunk(struct courier *courier, const struct job *job, int64_t offset,
    struct db_rows **ret_rows, const char **ret_rule) must_check;

/*
 * Notes the SHA-256 of all its bytes. *ret_same: false when another one was
 * noted before; then these are not the bytes that were received.
 */
enum result
upload_hash(struct courier *courier, const struct job *job,
    const unsigned char sha256[VAULT_HASH_BYTES], bool *ret_same,
    const char **ret_rule) must_check;

/* *ret_taken: false when the area does not take the type: it is rejected. */
enum result
upload_accept(struct courier *courier, const struct job *job,
    const struct examined *examined, bool *ret_taken, const char **ret_rule)
    must_check;

/* reason: a word of data.upload_verdict's. */
enum result
upload_reject(struct courier *courier, const struct job *job,
    const char *reason, const struct examined *examined,
    const char **ret_rule) must_check;

#endif
