/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as an answer of the scanner. Only one answer is clean, and a
 * name that was taken over is short and printable.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "courier/clamd.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct clamd_answer answer;
	size_t length;

	if (clamd_answer_parse((const char *)data, size, &answer) != RESULT_OK)
		return 0;
	if (answer.verdict == CLAMD_CLEAN &&
	    (size != 10 || memcmp(data, "stream: OK", 10) != 0))
		abort();
	length = strnlen(answer.name, CLAMD_NAME_SIZE);
	if (length == CLAMD_NAME_SIZE)
		abort();
	for (size_t i = 0; i < length; i++)
		if (answer.name[i] <= ' ' || answer.name[i] > '~')
			abort();
	return 0;
}
