/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as an Accept-Language header: always one of the languages.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/language.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *header = malloc(size + 1);
	enum language language;

	if (header == NULL)
		abort();
	memcpy(header, data, size);
	header[size] = '\0';
	language = language_from_header(header);
	if (language != LANGUAGE_DA && language != LANGUAGE_EN)
		abort();
	free(header);
	return 0;
}
