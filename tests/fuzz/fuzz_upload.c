/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as Upload-Metadata and Upload-Checksum. Whatever they say, a
 * name that gets through is one that the database takes too.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "upload/checksum.h"
#include "upload/metadata.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_metadata(const char *text)
{
	struct pool *pool = pool_new(65536);
	struct metadata metadata;
	const char *rule = NULL;
	enum result result;

	if (pool == NULL)
		return;
	result = metadata_parse(text, pool, &metadata, &rule);
	if ((result == RESULT_OK) != (rule == NULL))
		abort();
	if (result == RESULT_OK &&
	    (metadata_name(metadata.file_name, strlen(metadata.file_name)) !=
		    NULL || strlen(metadata.said_type) > METADATA_TYPE_MOST))
		abort();
	pool_free(pool);
}

static void
check_checksum(const char *text)
{
	struct checksum checksum;
	const char *rule = NULL;

	if ((checksum_parse(text, &checksum, &rule) == RESULT_OK) !=
	    (rule == NULL))
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	if (text == NULL)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	check_metadata(text);
	check_checksum(text);
	free(text);
	return 0;
}
