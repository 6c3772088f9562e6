/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as Range and as lists of entity tags. Whatever they say, the
 * part that is served lies inside the body.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/condition.h"
#include "core/range.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_range(const char *text)
{
	static const int64_t sizes[] = {0, 1, 10, 67108864, INT64_MAX};
	struct range range = range_parse(text);
	struct range_part part;

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		if (range_resolve(&range, sizes[i], &part) != RESULT_OK)
			continue;
		if (part.offset < 0 || part.length < 0 ||
		    part.length > sizes[i] - part.offset)
			abort();
		if (sizes[i] > 0 && part.length == 0)
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct condition condition;
	char *text = malloc(size + 1);

	if (text == NULL)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	check_range(text);
	condition = (struct condition){text, text, text};
	/* What matches strongly matches weakly: both can't fail. */
	if (condition_judge(&condition, "\"a\"") == CONDITION_GO_ON)
		abort();
	(void)!condition_allows_range(&condition, "\"a\"");
	free(text);
	return 0;
}
