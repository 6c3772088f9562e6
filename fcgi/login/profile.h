/* SPDX-License-Identifier: EUPL-1.2
 *
 * The rules of OIOSAML Web SSO Profile 3.0 for a response and its assertion,
 * one function each. Log lines name them by the numbers here:
 *
 *   1.3.1   Status is Success
 *   1.3.2   one EncryptedAssertion, no plain one, nothing else; the assertion
 *           is signed (1.4), the response is not
 *   1.3.3   Destination, InResponseTo, IssueInstant, Version, ID
 *   1.3.4   Issuer: the IdP's entityID, Format absent or entity
 *   1.3.5   one AuthnStatement, one AttributeStatement
 *   1.3.6   Conditions: every AudienceRestriction names us; NotBefore,
 *           NotOnOrAfter; no unknown condition
 *   1.3.7   a bearer SubjectConfirmation: Recipient, NotOnOrAfter, no
 *           NotBefore, InResponseTo
 *   1.3.8   NameID: persistent or transient, of a person
 *   1.3.9   specVersion in the allowed set
 *   1.3.10  assurance level at least the configured and the asked one
 *   1.3.11  clock skew
 *   1.3.13  request and assertion count once (the database decides)
 *   1.4     cryptography    1.5  attributes    1.6  NSIS level
 *   1.7     log-out         1.9  state of the browser
 */
#ifndef MINSAG_LOGIN_PROFILE_H
#define MINSAG_LOGIN_PROFILE_H

#include <stdint.h>
#include <libxml/tree.h>
#include "core/result.h"
#include "login/saml.h"

#define PROFILE_ATTRIBUTES_MOST 64
#define PROFILE_NAME_MOST 200 /* bytes of fullName that we show */

/* What a verified assertion says. Strings are borrowed from its document. */
struct identity {
	const char *assertion_id;
	const char *in_response_to;
	const char *name_id;
	const char *name_id_format;
	const char *session_index;
	const char *cpr; /* ten digits */
	const char *full_name;
	enum level level;
	int64_t authn_instant; /* microseconds */
	int64_t session_until; /* SessionNotOnOrAfter; INT64_MAX when absent */
};

/* The unsigned envelope. Borrowed from its document. */
struct envelope {
	const struct idp *idp;
	const char *in_response_to;
	const xmlNode *encrypted_assertion;
};

/*
 * Checks root as samlp:Response (1.3.1 to 1.3.4). RESULT_NOT_LOGGED_IN when
 * the IdP says that nobody logged in (1.3.1: cancelled, timed out), else
 * RESULT_DENIED; both with *ret_rule.
 */
enum result
profile_response(const struct saml *saml, const xmlNode *root, int64_t now,
    struct envelope *ret_envelope, const char **ret_rule) must_check;

/*
 * Checks root as saml:Assertion, read from what was signed (1.3.3 to 1.3.10),
 * and takes the identity out of it. envelope is the response around it.
 */
enum result
profile_assertion(const struct saml *saml, const struct envelope *envelope,
    const xmlNode *root, int64_t now, struct identity *ret_identity,
    const char **ret_rule) must_check;

/* Rules 1.3.9, 1.3.10, 1.5, 1.6: level, cpr and full_name of *identity. */
enum result
profile_attributes(const struct saml *saml, const xmlNode *statement,
    struct identity *identity, const char **ret_rule) must_check;

/* Rule 1.3.3, the part that response and assertion share. */
enum result
profile_head(const struct saml *saml, const xmlNode *root, int64_t now,
    const char **ret_rule) must_check;

/* Rule 1.3.4, also for log-out messages: node is saml:Issuer. */
const struct idp *
profile_issuer(const struct saml *saml, const xmlNode *node);

/* Rule 1.3.11: |time - now| within the skew. text is an xs:dateTime. */
bool
profile_is_now(const struct saml *saml, const char *text, int64_t now)
    must_check;

#endif
