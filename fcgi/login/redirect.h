/* SPDX-License-Identifier: EUPL-1.2
 *
 * HTTP-Redirect binding with DEFLATE encoding (SAML bindings section 3.4):
 * messages in a query string, signed over the query's exact bytes,
 * rsa-sha256 only. A signature is checked before anything is inflated.
 */
#ifndef MINSAG_LOGIN_REDIRECT_H
#define MINSAG_LOGIN_REDIRECT_H

#include <stdbool.h>
#include <stddef.h>
#include <openssl/evp.h>
#include "core/result.h"
#include "login/build.h"
#include "login/saml.h"

#define REDIRECT_XML_MOST (64 * 1024) /* inflated */
#define REDIRECT_RELAY_MOST 500       /* theirs; ours have 43 characters */

struct redirect_options {
	EVP_PKEY *key;        /* signs */
	const char *endpoint; /* may have a query of its own */
	const char *field;    /* "SAMLRequest" or "SAMLResponse" */
	const char *xml;
	const char *relay;    /* RelayState, or NULL */
};

/* Builds the address to send the browser to. */
enum result
redirect_build(const struct redirect_options *options, struct build *ret_url)
    must_check;

/* A message that came this way and was signed by idp. */
struct redirect_received {
	const struct idp *idp;
	bool is_response;
	char *xml;
	size_t length;
	char *relay; /* NULL when there was none */
};

/*
 * Reads a raw query string: one of SAMLRequest and SAMLResponse, RelayState,
 * SigAlg and Signature, each at most once. What others have added to the
 * address ("&fbclid=") is passed over; nobody signed it. *ret_received is
 * the caller's: redirect_clear. Refused with *ret_rule.
 */
enum result
redirect_receive(const struct saml *saml, const char *query,
    struct redirect_received *ret_received, const char **ret_rule) must_check;

/* Frees. Accepts a zeroed struct. */
void
redirect_clear(struct redirect_received *received);

#endif
