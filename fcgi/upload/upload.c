/* SPDX-License-Identifier: EUPL-1.2 */
#include "upload/upload.h"

#include <stdio.h>
#include <stdlib.h>

/*
 * One more than the database works on at a time: the next chunk is read from
 * nginx meanwhile. More would hold memory and win nothing.
 */
static size_t
buffers_wanted(const struct conf *conf)
{
	return (size_t)conf->database_connections + 1;
}

enum result
upload_open(const struct conf *conf, void **ret_own, char *message,
    size_t size)
{
	struct upload *upload = calloc(1, sizeof(*upload));

	if (upload == NULL)
		goto fail;
	upload->buffers = buffers_new(buffers_wanted(conf),
	    UPLOAD_CHUNK_BYTES);
	upload->functions = checksum_open();
	if (upload->buffers == NULL || upload->functions == NULL)
		goto fail;
	*ret_own = upload;
	return RESULT_OK;
fail:
	upload_close(upload);
	snprintf(message, size, "memory or hash functions are missing");
	return RESULT_BROKEN;
}

void
upload_close(void *own)
{
	struct upload *upload = own;

	if (upload == NULL)
		return;
	checksum_close(upload->functions);
	buffers_free(upload->buffers);
	free(upload);
}

struct upload *
upload_of(const struct request *req)
{
	return req->shared->own;
}
