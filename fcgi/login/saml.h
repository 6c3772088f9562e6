/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the SAML part of the worker knows of itself and of its IdPs;
 * read-only after start-up, so that threads share it without locks.
 */
#ifndef MINSAG_LOGIN_SAML_H
#define MINSAG_LOGIN_SAML_H

#include <stddef.h>
#include <stdint.h>
#include <openssl/evp.h>
#include "core/token.h"
#include "login/decrypt.h"
#include "login/idp.h"

#define SAML_IDPS_MOST 4

struct saml {
	const char *entity_id;
	const char *acs_url;      /* where responses arrive */
	const char *slo_url;      /* log-out messages through the browser */
	const char *slo_soap_url; /* log-out messages from the IdP itself */
	const char *spec_versions; /* space separated */
	int64_t skew;             /* microseconds */
	enum level level;         /* the least that lets anyone in */
	unsigned extra;           /* algorithm_extra */
	EVP_PKEY *sign_key;
	EVP_PKEY *decrypt_keys[DECRYPT_KEYS_MOST];
	size_t decrypt_key_count;
	struct idp idps[SAML_IDPS_MOST]; /* the first is asked to log in */
	size_t idp_count;
};

/* The IdP of that entity id, or NULL. name may be NULL. */
const struct idp *
saml_find_idp(const struct saml *saml, const char *name);

/* Bytes of a message's ID: '_', then 40 characters for 160 random bits. */
#define SAML_ID_SIZE 42

/* Makes an ID: an NCName with 160 random bits (SAML core 1.3.4: 128). */
void
saml_make_id(char ret_id[SAML_ID_SIZE]);

#endif
