/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as a Cookie header. A value that is found lies in the header
 * and holds only what RFC 6265 lets stand in one.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/cookie.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *header = malloc(size + 1);
	const char *at, *value;
	size_t length;

	if (header == NULL)
		abort();
	memcpy(header, data, size);
	header[size] = '\0';
	at = header;
	while (cookie_next(&at, "s", &value, &length)) {
		if (value < header || at < value + length || length > strlen(value))
			abort();
		for (size_t i = 0; i < length; i++)
			if (value[i] <= ' ' || value[i] == ';' ||
			    value[i] == '"' || value[i] == '\x7f')
				abort();
	}
	free(header);
	return 0;
}
