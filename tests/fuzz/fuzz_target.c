/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as a request target. What is let through has one reading: a
 * clean path below the base, and a query that stays as it was.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/target.h"
#include "core/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const struct target *target)
{
	size_t length = strlen(target->path);
	struct uuid variables[2];
	int count = 0;

	if (target->path[0] != '/' || !text_is_utf8(target->path, length) ||
	    text_has_control(target->path, length, false) ||
	    strchr(target->path, '\\') != NULL ||
	    strstr(target->path, "//") != NULL ||
	    strstr(target->path, "/../") != NULL)
		abort();
	if (target_matches("/api/cases/{uuid}/documents", target->path,
	    variables, 2, &count) && count != 1)
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct pool *pool;
	struct target target;
	const char *rule = NULL;
	char *uri = malloc(size + 1);

	if (pool == NULL)
		pool = pool_new(1 << 20);
	if (uri == NULL || pool == NULL)
		abort();
	memcpy(uri, data, size);
	uri[size] = '\0';
	if (target_parse(uri, "", pool, &target, &rule) == RESULT_OK)
		check(&target);
	else if (rule == NULL)
		abort();
	if (target_parse(uri, "/minsag", pool, &target, &rule) == RESULT_OK)
		check(&target);
	pool_clear(pool);
	free(uri);
	return 0;
}
