/* SPDX-License-Identifier: EUPL-1.2
 *
 * Opens an EncryptedAssertion (SAML core section 2.3.4, XML Encryption 1.1)
 * into bytes, which are then parsed as a document of their own.
 *
 * Written on OpenSSL's EVP, not on xmlsec's decryption: the shape is one of
 * two, no KeyInfo is searched, and a key that cannot be unwrapped is replaced
 * by a random one (as RFC 8017 section 7.1.2 wants of its callers), so that
 * all failures go the same way and take the same time. Every failure after
 * the algorithms were accepted has one rule, and so one answer.
 */
#ifndef MINSAG_LOGIN_DECRYPT_H
#define MINSAG_LOGIN_DECRYPT_H

#include <stddef.h>
#include <libxml/tree.h>
#include <openssl/evp.h>
#include "core/result.h"

#define DECRYPT_KEYS_MOST 2 /* the current one and its successor */

struct decrypt_options {
	EVP_PKEY *const *keys; /* tried in order */
	size_t key_count;
	unsigned extra; /* algorithm_extra */
};

/* Plaintext on the heap; holds CPR numbers, so it is wiped when freed. */
struct plain {
	unsigned char *bytes;
	size_t length;
};

/*
 * element is saml:EncryptedAssertion. *ret_plain is the caller's:
 * decrypt_clear. RESULT_DENIED with *ret_rule.
 */
enum result
decrypt_assertion(const struct decrypt_options *options,
    const xmlNode *element, struct plain *ret_plain, const char **ret_rule)
    must_check;

/* Wipes and frees. Accepts a zeroed struct. */
void
decrypt_clear(struct plain *plain);

#endif
