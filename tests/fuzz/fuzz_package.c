/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as an office document.
 */
#include <stdint.h>
#include <stdlib.h>

#include "examine/package.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *type = NULL;
	enum package_verdict verdict = package_look(data, size, &type);

	if ((verdict == PACKAGE_NONE) != (type == NULL))
		abort();
	return 0;
}
