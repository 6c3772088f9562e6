/* SPDX-License-Identifier: EUPL-1.2
 *
 * From the bytes of a SAMLResponse to an identity: the one function that
 * decides whom to believe. Order: size, base64, hygiene (xml.h), envelope
 * (profile.h), decryption (decrypt.h), hygiene again, signature (verify.h),
 * and only then the rules of the assertion, read from what was signed.
 */
#ifndef MINSAG_LOGIN_ACCEPT_H
#define MINSAG_LOGIN_ACCEPT_H

#include <stddef.h>
#include <stdint.h>
#include <libxml/tree.h>
#include "login/decrypt.h"
#include "login/profile.h"
#include "login/saml.h"

/* An accepted response; identity borrows from it. */
struct accepted {
	struct identity identity;
	const struct idp *idp;
	struct plain plain; /* the assertion with its signature, for the log */
	xmlDoc *envelope;   /* the response */
	xmlDoc *assertion;  /* what was signed */
};

/*
 * base64 is the value of the form's field SAMLResponse; now is Unix
 * microseconds. *ret_accepted is the caller's: accept_clear.
 * RESULT_NOT_LOGGED_IN when the IdP says that nobody logged in, any other
 * failure is a refusal; both with *ret_rule, a static text for the log.
 * What only the database knows is still open: that the request was this
 * browser's, that request and assertion are used for the first time.
 */
enum result
accept_response(const struct saml *saml, const char *base64, size_t length,
    int64_t now, struct accepted *ret_accepted, const char **ret_rule)
    must_check;

/* The half behind decryption, for tests: bytes is a signed assertion. */
enum result
accept_assertion(const struct saml *saml, const struct envelope *envelope,
    const struct plain *plain, int64_t now, struct accepted *ret_accepted,
    const char **ret_rule) must_check;

/* Wipes and frees. Accepts a zeroed struct. */
void
accept_clear(struct accepted *accepted);

#endif
