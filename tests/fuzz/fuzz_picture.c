/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as a picture of each type, and as a file of two.
 */
#include <stdint.h>
#include <stdlib.h>

#include "examine/mixed.h"
#include "examine/picture.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const types[] = {"image/png", "image/jpeg",
	    "image/heic", "image/gif", "image/webp", "image/tiff", "image/bmp"};

	for (size_t i = 0; i < sizeof(types) / sizeof(types[0]); i++) {
		enum picture_verdict verdict = picture_measure(types[i], data,
		    size);

		if (verdict == PICTURE_GOOD && size < 14 && i < 6)
			abort();
	}
	(void)mixed_is((const char *)data, size, 0);
	return 0;
}
