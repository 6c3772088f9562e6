/* SPDX-License-Identifier: EUPL-1.2
 *
 * Secrets live in guarded memory (libsodium: locked, fenced, wiped at free)
 * and are read once, before the sandbox closes.
 */
#ifndef MINSAG_SECRET_H
#define MINSAG_SECRET_H

#include <stddef.h>
#include "core/result.h"

struct secret {
	size_t length; /* bytes */
	unsigned char *bytes;
};

/*
 * Returns a secret of length zero bytes in guarded memory, or NULL.
 * vault_start (vault.h) comes before this and all that follows.
 */
struct secret *
secret_new(size_t length) must_check;

/*
 * Reads a whole file of at most most bytes. Refuses a file that others than
 * its owner and group can use (mode & 07) with RESULT_DENIED, as one that it
 * may not read; an absent one with RESULT_NOT_FOUND, a larger one with
 * RESULT_TOO_BIG, what is not a regular file with RESULT_WRONG_TYPE.
 * *ret_secret is the caller's: secret_free.
 */
enum result
secret_load(const char *path, size_t most, struct secret **ret_secret)
    must_check;

/*
 * As secret_load for a file of one line of hexadecimal digits that stand for
 * exactly length bytes; anything else is RESULT_BAD_INPUT. Read-only from then
 * on.
 */
enum result
secret_load_hex(const char *path, size_t length, struct secret **ret_secret)
    must_check;

/*
 * The same for a public key: everybody may read the file, but others than
 * owner and group must not be able to write it.
 */
enum result
secret_load_public(const char *path, size_t length,
    struct secret **ret_secret) must_check;

/* The same for a whole file, as certificates are in. */
enum result
secret_load_certificate(const char *path, size_t most,
    struct secret **ret_secret) must_check;

/* Wipes and frees. Accepts NULL. */
void
secret_free(struct secret *secret);

#endif
