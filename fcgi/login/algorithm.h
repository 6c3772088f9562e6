/* SPDX-License-Identifier: EUPL-1.2
 *
 * Which encryption algorithms a message may use: one table. Signatures have
 * no choice: rsa-sha256 over sha256 digests with exclusive canonicalisation
 * (OIOSAML 3, and verify.h). Encryption has the two that our metadata
 * publishes; others of the table count only when the configuration names them
 * (saml_extra_algorithms).
 */
#ifndef MINSAG_LOGIN_ALGORITHM_H
#define MINSAG_LOGIN_ALGORITHM_H

#include <stdbool.h>
#include <stddef.h>
#include <openssl/evp.h>
#include "core/result.h"

enum algorithm_use { ALGORITHM_CONTENT, ALGORITHM_TRANSPORT };

struct algorithm {
	const char *uri;
	enum algorithm_use use;
	bool published; /* always allowed */
	/* content: cipher, key and IV bytes; tag 0 means CBC */
	const EVP_CIPHER *(*cipher)(void);
	size_t key, iv, tag;
	/* transport: digest of OAEP and of its mask; the URIs that
	 * EncryptionMethod's children must then have (NULL: none there) */
	const EVP_MD *(*digest)(void);
	const char *digest_uri, *mask_uri;
	bool digest_optional;
};

/*
 * Reads a space-separated list of further URIs. RESULT_BAD_INPUT when one is
 * not in the table. *ret_extra is a set for algorithm_find.
 */
enum result
algorithm_extra(const char *list, unsigned *ret_extra) must_check;

/* The row of an allowed algorithm, or NULL. uri may be NULL. */
const struct algorithm *
algorithm_find(const char *uri, enum algorithm_use use, unsigned extra);

#endif
