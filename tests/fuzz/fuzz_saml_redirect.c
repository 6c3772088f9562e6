/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as the query of a log-out by redirect, as base64 and as a
 * time. Nothing is received that the IdP did not sign; what is read has one
 * text.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/base64.h"
#include "login/instant.h"
#include "login/redirect.h"
#include "signer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
round_trip(const char *text, size_t length)
{
	unsigned char *bytes = malloc(BASE64_BYTES_SIZE(length));
	char *again = malloc(BASE64_TEXT_SIZE(length));
	size_t size;

	if (bytes != NULL && again != NULL && base64_decode(text, length,
		BASE64_LINES, bytes, &size) == RESULT_OK) {
		base64_encode(bytes, size, again);
		if (strpbrk(text, "\r\n") == NULL && strcmp(again, text) != 0)
			abort();
	}
	free(bytes);
	free(again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct signer *signer;
	struct redirect_received received;
	const char *rule = NULL;
	int64_t time;
	char *text = malloc(size + 1);

	if (signer == NULL)
		signer = signer_open();
	if (text == NULL)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	if (redirect_receive(&signer->saml, text, &received, &rule) ==
	    RESULT_OK || rule == NULL)
		abort();
	round_trip(text, strlen(text));
	if (instant_parse(text, &time) && (time < -(INT64_C(1) << 57) ||
	    time > INT64_C(1) << 58))
		abort();
	free(text);
	return 0;
}
