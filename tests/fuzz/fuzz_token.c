/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as a cookie's token and, behind the first line, as a key
 * ring. Nothing may open that this ring did not seal.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/token.h"
#include "core/vault.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct token_ring *
own_ring(void)
{
	static struct token_ring *ring;
	unsigned char key[VAULT_KEY_BYTES];
	char text[2 + 2 * VAULT_KEY_BYTES + 1] = "1 ";

	if (ring != NULL)
		return ring;
	if (vault_start() != RESULT_OK)
		abort();
	vault_random(key, sizeof(key));
	for (size_t i = 0; i < sizeof(key); i++) {
		text[2 + 2 * i] = "0123456789abcdef"[key[i] >> 4];
		text[3 + 2 * i] = "0123456789abcdef"[key[i] & 15];
	}
	if (token_ring_parse(text, sizeof(text) - 1, &ring) != RESULT_OK)
		abort();
	return ring;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const struct token_ring *ring = own_ring();
	struct token_ring *foreign = NULL;
	struct token_claims claims;
	char text[TOKEN_TEXT_SIZE];

	if (token_open(ring, TOKEN_CITIZEN, (const char *)data, size,
		&claims) == RESULT_OK)
		abort(); /* nobody knows the key */
	if (token_ring_parse((const char *)data, size, &foreign) != RESULT_OK)
		return 0;
	memset(&claims, 0, sizeof(claims));
	claims.expires = 1;
	if (token_seal(foreign, TOKEN_LOGIN, &claims, text) != RESULT_OK ||
	    token_open(foreign, TOKEN_LOGIN, text, strlen(text), &claims) !=
	    RESULT_OK || token_open(foreign, TOKEN_CITIZEN, text,
	    strlen(text), &claims) == RESULT_OK)
		abort(); /* a ring that parses seals and opens */
	token_ring_free(foreign);
	return 0;
}
