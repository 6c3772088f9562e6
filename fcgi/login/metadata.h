/* SPDX-License-Identifier: EUPL-1.2
 *
 * The metadata that we publish (SAML metadata section 2.4.4; rules 1.8): what
 * an IdP needs to know to trust us. During a rollover it has two signing and
 * two encryption certificates.
 */
#ifndef MINSAG_LOGIN_METADATA_H
#define MINSAG_LOGIN_METADATA_H

#include "login/build.h"
#include "login/saml.h"

#define METADATA_KEYS_MOST 2

struct metadata_options {
	const struct saml *saml;
	/* base64 of DER; the second of each may be NULL */
	const char *sign_certificates[METADATA_KEYS_MOST];
	const char *decrypt_certificates[METADATA_KEYS_MOST];
	const char *organisation;  /* the municipality's name */
	const char *contact_email; /* may be NULL */
};

/* Adds the document; build->failed tells whether memory was short. */
void
metadata_build(const struct metadata_options *options, struct build *build);

#endif
