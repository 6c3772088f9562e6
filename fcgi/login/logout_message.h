/* SPDX-License-Identifier: EUPL-1.2
 *
 * LogoutRequest and LogoutResponse (SAML core section 3.7; rules 1.7):
 * writing ours, and reading theirs once their signature was verified.
 */
#ifndef MINSAG_LOGIN_LOGOUT_MESSAGE_H
#define MINSAG_LOGIN_LOGOUT_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>
#include <libxml/tree.h>
#include "core/result.h"
#include "login/build.h"
#include "login/saml.h"

/* Ours; xml with an empty Signature to fill in when with_signature. */
struct logout_out {
	const char *id;
	const char *destination;
	int64_t now;              /* Unix microseconds */
	bool with_signature;
	const char *in_response_to; /* response */
	const char *name_id, *name_id_format, *session_index; /* request */
};

void
logout_request_build(const struct saml *saml, const struct logout_out *out,
    struct build *build);
void
logout_response_build(const struct saml *saml, const struct logout_out *out,
    struct build *build);

#define LOGOUT_INDEXES_SIZE 2048 /* a person has few sessions at once */

/* Theirs; borrowed from the document. */
struct logout_in {
	const char *id;
	const char *name_id;       /* request */
	char session_indexes[LOGOUT_INDEXES_SIZE]; /* request: one a line */
	const char *in_response_to; /* response */
	bool success;               /* response */
};

/* What the message must be. */
struct logout_wanted {
	const struct saml *saml;
	const struct idp *idp;   /* who signed it */
	const char *destination; /* where it arrived */
	int64_t now;
};

/*
 * Checks Version, ID, IssueInstant, Destination, Issuer and, in a request,
 * NotOnOrAfter, one NameID and any number of SessionIndex: none means all
 * sessions of the name (SAML core section 3.7.1). RESULT_DENIED with *ret_rule.
 */
enum result
logout_request_read(const struct logout_wanted *wanted, const xmlNode *root,
    struct logout_in *ret_in, const char **ret_rule) must_check;
enum result
logout_response_read(const struct logout_wanted *wanted, const xmlNode *root,
    struct logout_in *ret_in, const char **ret_rule) must_check;

#endif
