/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as a JSON body. What is taken is within its fields' bounds;
 * what is refused has a rule.
 */
#include <stdint.h>

#include "core/json.h"
#include "fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct pool *pool;
	struct input input = FRESH;
	const char *rule = NULL;

	if (pool == NULL)
		pool = pool_new(1 << 20);
	if (pool == NULL)
		abort();
	if (json_read((const char *)data, size, fields, FIELD_COUNT, pool,
	    &input, &rule) == RESULT_OK)
		check_input(&input);
	else if (rule == NULL)
		abort();
	pool_clear(pool);
	return 0;
}
