/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include "login/algorithm.h"
#include "login/names.h"

/* RSA-OAEP with SHA-1 and no more than that hides a key; nothing is signed
 * with SHA-1. */
static const struct algorithm ALGORITHMS[] = {
    {.uri = ALG_AES256_GCM, .use = ALGORITHM_CONTENT, .published = true,
	.cipher = EVP_aes_256_gcm, .key = 32, .iv = 12, .tag = 16},
    {.uri = ALG_AES128_GCM, .use = ALGORITHM_CONTENT,
	.cipher = EVP_aes_128_gcm, .key = 16, .iv = 12, .tag = 16},
    {.uri = ALG_AES256_CBC, .use = ALGORITHM_CONTENT,
	.cipher = EVP_aes_256_cbc, .key = 32, .iv = 16},
    {.uri = ALG_AES128_CBC, .use = ALGORITHM_CONTENT,
	.cipher = EVP_aes_128_cbc, .key = 16, .iv = 16},
    {.uri = ALG_OAEP_MGF1P, .use = ALGORITHM_TRANSPORT, .published = true,
	.digest = EVP_sha1, .digest_uri = ALG_SHA1, .digest_optional = true},
    {.uri = ALG_OAEP, .use = ALGORITHM_TRANSPORT, .digest = EVP_sha256,
	.digest_uri = ALG_SHA256, .mask_uri = ALG_MGF1_SHA256},
};
#define ALGORITHM_COUNT (sizeof ALGORITHMS / sizeof ALGORITHMS[0])

static bool
is_uri(const struct algorithm *algorithm, const char *uri, size_t length)
{
	return strlen(algorithm->uri) == length &&
	    memcmp(algorithm->uri, uri, length) == 0;
}

enum result
algorithm_extra(const char *list, unsigned *ret_extra)
{
	unsigned extra = 0;

	for (list += strspn(list, " "); *list != '\0';) {
		size_t length = strcspn(list, " "), i = 0;
		while (i < ALGORITHM_COUNT &&
		    !is_uri(&ALGORITHMS[i], list, length))
			i++;
		if (i == ALGORITHM_COUNT)
			return RESULT_BAD_INPUT;
		extra |= 1u << i;
		list += length;
		list += strspn(list, " ");
	}
	*ret_extra = extra;
	return RESULT_OK;
}

const struct algorithm *
algorithm_find(const char *uri, enum algorithm_use use, unsigned extra)
{
	for (size_t i = 0; uri != NULL && i < ALGORITHM_COUNT; i++)
		if (ALGORITHMS[i].use == use &&
		    (ALGORITHMS[i].published || (extra >> i & 1) != 0) &&
		    strcmp(ALGORITHMS[i].uri, uri) == 0)
			return &ALGORITHMS[i];
	return NULL;
}
