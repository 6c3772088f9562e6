/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as a SAMLResponse. Whatever they are, nobody is logged in
 * (the keys are made anew in each run), and it costs little.
 */
#include <stdint.h>
#include <stdlib.h>

#include "core/base64.h"
#include "login/accept.h"
#include "login/instant.h"
#include "bound.h"
#include "signer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct signer *signer;
	struct accepted accepted;
	const char *rule = NULL;
	char *text = malloc(BASE64_TEXT_SIZE(size));

	if (signer == NULL)
		signer = signer_open();
	if (text == NULL)
		return 0;
	base64_encode(data, size, text);
	clock_t begin = bound_begin();
	if (accept_response(&signer->saml, text, BASE64_TEXT_SIZE(size) - 1,
		SIGNER_NOW, &accepted, &rule) == RESULT_OK || rule == NULL)
		abort();
	bound_end(begin);
	free(text);
	return 0;
}
