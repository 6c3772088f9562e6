/* SPDX-License-Identifier: EUPL-1.2
 *
 * Our own private keys and certificates from PEM files (RFC 7468).
 */
#ifndef MINSAG_LOGIN_KEY_H
#define MINSAG_LOGIN_KEY_H

#include <stddef.h>
#include <openssl/evp.h>
#include "core/result.h"

/*
 * Reads a private RSA key of 2048 to 4096 bits; no passphrase. Others than
 * owner and group must not read the file (secret.h). *ret_key is the caller's:
 * EVP_PKEY_free.
 */
enum result
key_load(const char *path, EVP_PKEY **ret_key) must_check;

/*
 * Reads a certificate; with key not NULL, RESULT_CONFLICT when it isn't that
 * key's. *ret_base64 is DER in base64, the caller's: free.
 */
enum result
key_load_certificate(const char *path, EVP_PKEY *key, char **ret_base64)
    must_check;

/* Reads a whole file of at most most bytes; free. Not for secrets. */
enum result
key_read_file(const char *path, size_t most, char **ret_bytes,
    size_t *ret_length) must_check;

#endif
