/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdio.h>
#include <stdlib.h>
#include <openssl/bio.h>
#include <openssl/pem.h>
#include <openssl/x509.h>
#include "core/base64.h"
#include "core/secret.h"
#include "login/idp.h"
#include "login/key.h"

#define PEM_MOST (64 * 1024)
#define RSA_BITS_MOST 4096

/* A key with a passphrase is refused instead of asked for. */
static int
no_passphrase(char *room, int size, int writing, void *own)
{
	(void)room, (void)size, (void)writing, (void)own;
	return -1;
}

enum result
key_load(const char *path, EVP_PKEY **ret_key)
{
	struct secret *secret = NULL;

	enum result result = secret_load(path, PEM_MOST, &secret);
	if (result != RESULT_OK)
		return result;
	BIO *bio = BIO_new_mem_buf(secret->bytes, (int)secret->length);
	EVP_PKEY *key = bio == NULL ? NULL
	    : PEM_read_bio_PrivateKey(bio, NULL, no_passphrase, NULL);
	BIO_free(bio);
	secret_free(secret);
	if (key == NULL || EVP_PKEY_get_base_id(key) != EVP_PKEY_RSA ||
	    EVP_PKEY_get_bits(key) < IDP_RSA_BITS_LEAST ||
	    EVP_PKEY_get_bits(key) > RSA_BITS_MOST) {
		EVP_PKEY_free(key);
		return RESULT_BAD_INPUT;
	}
	*ret_key = key;
	return RESULT_OK;
}

enum result
key_read_file(const char *path, size_t most, char **ret_bytes,
    size_t *ret_length)
{
	FILE *file = fopen(path, "rb");

	if (file == NULL)
		return RESULT_NOT_FOUND;
	char *bytes = malloc(most + 1);
	size_t length = bytes == NULL ? 0 : fread(bytes, 1, most + 1, file);
	bool failed = bytes == NULL || ferror(file) != 0;
	(void)fclose(file);
	if (failed || length > most) {
		free(bytes);
		return failed ? RESULT_BROKEN : RESULT_TOO_BIG;
	}
	*ret_bytes = bytes;
	*ret_length = length;
	return RESULT_OK;
}

/* DER in base64, or NULL. */
static char *
certificate_text(X509 *certificate)
{
	unsigned char *der = NULL;
	int length = i2d_X509(certificate, &der);
	char *text = length <= 0 ? NULL
	    : malloc(BASE64_TEXT_SIZE((size_t)length));

	if (text != NULL)
		base64_encode(der, (size_t)length, text);
	OPENSSL_free(der);
	return text;
}

enum result
key_load_certificate(const char *path, EVP_PKEY *key, char **ret_base64)
{
	char *pem = NULL;
	size_t length;

	enum result result = key_read_file(path, PEM_MOST, &pem, &length);
	if (result != RESULT_OK)
		return result;
	BIO *bio = BIO_new_mem_buf(pem, (int)length);
	X509 *certificate = bio == NULL ? NULL
	    : PEM_read_bio_X509(bio, NULL, no_passphrase, NULL);
	char *text = NULL;
	if (certificate == NULL)
		result = RESULT_BAD_INPUT;
	else if (key != NULL && X509_check_private_key(certificate, key) != 1)
		result = RESULT_CONFLICT;
	else if ((text = certificate_text(certificate)) == NULL)
		result = RESULT_BROKEN;
	X509_free(certificate);
	BIO_free(bio);
	free(pem);
	if (result == RESULT_OK)
		*ret_base64 = text;
	return result;
}
