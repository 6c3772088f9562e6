/* SPDX-License-Identifier: EUPL-1.2
 *
 * What all threads of the worker share: the memory that chunks pass through
 * and the hash functions, both made before the sandbox closes.
 */
#ifndef MINSAG_UPLOAD_UPLOAD_H
#define MINSAG_UPLOAD_UPLOAD_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include "core/conf.h"
#include "core/request.h"
#include "upload/buffers.h"
#include "upload/checksum.h"

/* Largest chunk: api_upload.upload_append and nginx say the same. */
#define UPLOAD_CHUNK_BYTES (4 * 1024 * 1024)

struct upload {
	struct buffers *buffers;
	struct checksum_functions *functions;
	_Atomic int64_t swept_at; /* Unix seconds */
};

enum result
upload_open(const struct conf *conf, void **ret_own, char *message,
    size_t size) must_check;
void
upload_close(void *own);

struct upload *
upload_of(const struct request *req);

#endif
