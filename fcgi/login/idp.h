/* SPDX-License-Identifier: EUPL-1.2
 *
 * An identity provider as its metadata file describes it (SAML metadata
 * sections 2.3.2, 2.4.3): name, addresses, and up to four certificates whose
 * keys sign. The keys are pinned by the file: no chain is checked, and an
 * expired certificate is warned of, not refused (the operator revokes by
 * changing the file and restarting the workers).
 */
#ifndef MINSAG_LOGIN_IDP_H
#define MINSAG_LOGIN_IDP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <openssl/evp.h>
#include <xmlsec/xmlsec.h>
#include <xmlsec/keys.h>
#include "core/result.h"

#define IDP_KEYS_MOST 4
#define IDP_RSA_BITS_LEAST 2048

struct idp_key {
	EVP_PKEY *key;       /* for redirect signatures */
	xmlSecKeyPtr xmlsec; /* the same key, for XML signatures */
};

struct idp {
	char *entity_id;
	char *sso_url;          /* SingleSignOnService, HTTP-Redirect */
	char *slo_url;          /* SingleLogoutService, HTTP-Redirect, or NULL */
	char *slo_response_url; /* its ResponseLocation; else slo_url again */
	struct idp_key keys[IDP_KEYS_MOST];
	size_t key_count;
	bool stale; /* a certificate is expired or not yet valid at now */
};

/*
 * Reads metadata. *ret_idp is the caller's: idp_clear. RESULT_BAD_INPUT with
 * *ret_rule. now is Unix microseconds.
 */
enum result
idp_parse(const char *bytes, size_t length, int64_t now, struct idp *ret_idp,
    const char **ret_rule) must_check;

/* Frees. Accepts a zeroed struct. */
void
idp_clear(struct idp *idp);

#endif
