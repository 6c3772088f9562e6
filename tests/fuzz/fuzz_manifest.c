/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as a line of an import manifest. What is accepted has what
 * its type requires; what is refused has a rule, and of a withdrawal that is
 * read from it all or nothing.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "import/manifest.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct pool *pool = pool_new(1 << 20);
	struct manifest_line line;
	const char *rule = NULL;

	if (pool == NULL)
		abort();
	if (manifest_read((const char *)data, size, pool, &line, &rule) !=
	    RESULT_OK) {
		if (rule == NULL || rule[0] == '\0')
			abort();
		if (manifest_glean((const char *)data, size, pool, &line) &&
		    line.withdrawn_at.given && (line.withdrawn_by == NULL ||
		    line.withdrawn_cause == NULL))
			abort();
	} else if (strcmp(line.type_word, manifest_word(line.type)) != 0) {
		abort();
	} else if (line.type == MANIFEST_VERSION &&
	    !manifest_path_is_inside(line.file)) {
		abort();
	}
	pool_free(pool);
	return 0;
}
