/* SPDX-License-Identifier: EUPL-1.2 */
#include "upload/checksum.h"

#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

#include "core/base64.h"

#define SHA1_BYTES 20
#define SHA256_BYTES 32
#define BASE64_CHARACTERS_MOST 44 /* of 32 bytes */

struct checksum_functions {
	EVP_MD *of[CHECKSUM_SHA256 + 1];
};

static const struct {
	const char *word;
	size_t bytes;
} algorithms[] = {
	[CHECKSUM_NONE] = {"", 0},
	[CHECKSUM_SHA1] = {"sha1", SHA1_BYTES},
	[CHECKSUM_SHA256] = {"sha256", SHA256_BYTES}};

static enum checksum_algorithm
algorithm_named(const char *at, size_t length)
{
	for (int i = CHECKSUM_SHA1; i <= CHECKSUM_SHA256; i++)
		if (strlen(algorithms[i].word) == length &&
		    memcmp(algorithms[i].word, at, length) == 0)
			return (enum checksum_algorithm)i;
	return CHECKSUM_NONE;
}

enum result
checksum_parse(const char *text, struct checksum *ret_checksum,
    const char **ret_rule)
{
	unsigned char bytes[BASE64_BYTES_SIZE(BASE64_CHARACTERS_MOST)];
	enum checksum_algorithm algorithm;
	size_t length, word;

	*ret_checksum = (struct checksum){.algorithm = CHECKSUM_NONE};
	if (text == NULL)
		return RESULT_OK;
	word = strcspn(text, " ");
	algorithm = algorithm_named(text, word);
	if (algorithm == CHECKSUM_NONE) {
		*ret_rule = "Upload-Checksum: sha1 or sha256";
		return RESULT_BAD_INPUT;
	}
	text += word + (text[word] == ' ');
	if (strlen(text) > BASE64_CHARACTERS_MOST ||
	    strpbrk(text, "\r\n") != NULL ||
	    base64_decode(text, strlen(text), BASE64_LINES, bytes, &length) !=
		RESULT_OK || length != algorithms[algorithm].bytes) {
		*ret_rule = "Upload-Checksum: base64 of the hash";
		return RESULT_BAD_INPUT;
	}
	ret_checksum->algorithm = algorithm;
	memcpy(ret_checksum->bytes, bytes, length);
	return RESULT_OK;
}

struct checksum_functions *
checksum_open(void)
{
	struct checksum_functions *functions = calloc(1, sizeof(*functions));

	if (functions == NULL)
		return NULL;
	functions->of[CHECKSUM_SHA1] = EVP_MD_fetch(NULL, "SHA1", NULL);
	functions->of[CHECKSUM_SHA256] = EVP_MD_fetch(NULL, "SHA256", NULL);
	if (functions->of[CHECKSUM_SHA1] == NULL ||
	    functions->of[CHECKSUM_SHA256] == NULL) {
		checksum_close(functions);
		return NULL;
	}
	return functions;
}

void
checksum_close(struct checksum_functions *functions)
{
	if (functions == NULL)
		return;
	EVP_MD_free(functions->of[CHECKSUM_SHA1]);
	EVP_MD_free(functions->of[CHECKSUM_SHA256]);
	free(functions);
}

enum result
checksum_verify(const struct checksum_functions *functions,
    const struct checksum *checksum, const void *at, size_t length)
{
	unsigned char got[EVP_MAX_MD_SIZE];
	unsigned size;

	if (checksum->algorithm == CHECKSUM_NONE)
		return RESULT_OK;
	if (EVP_Digest(at, length, got, &size,
		functions->of[checksum->algorithm], NULL) != 1)
		return RESULT_BROKEN;
	if (memcmp(got, checksum->bytes, size) != 0)
		return RESULT_BAD_CHECKSUM;
	return RESULT_OK;
}
