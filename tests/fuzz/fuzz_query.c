/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as a query string or a form. Whatever is read into the struct
 * is within its field's bounds.
 */
#include <stdint.h>

#include "core/query.h"
#include "fields.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_pair(const struct query_pair *pair, struct pool *pool,
    struct input *input)
{
	int i = field_find(fields, FIELD_COUNT, pair->name, pair->name_length);

	if (strlen(pair->name) != pair->name_length ||
	    strlen(pair->value) != pair->value_length)
		abort();
	if (i >= 0 && field_read(&fields[i], pair->value, pair->value_length,
	    pool, input) == NULL)
		check_input(input);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct pool *pool;
	struct query_pair pairs[QUERY_PAIRS_MOST];
	struct input input = FRESH;
	const char *rule = NULL;
	size_t count;

	if (pool == NULL)
		pool = pool_new(1 << 20);
	if (pool == NULL)
		abort();
	if (query_parse((const char *)data, size, pool, pairs, &count,
	    &rule) == RESULT_OK) {
		for (size_t i = 0; i < count; i++)
			read_pair(&pairs[i], pool, &input);
	} else if (rule == NULL) {
		abort();
	}
	pool_clear(pool);
	return 0;
}
