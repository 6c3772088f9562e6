/* SPDX-License-Identifier: EUPL-1.2
 *
 * AuthnRequest (SAML core section 3.4.1, OIOSAML 3: rules 1.2).
 */
#ifndef MINSAG_LOGIN_AUTHN_REQUEST_H
#define MINSAG_LOGIN_AUTHN_REQUEST_H

#include <stdbool.h>
#include <stdint.h>
#include "login/build.h"
#include "login/saml.h"

struct authn_request {
	const char *id;
	const struct idp *idp; /* asked */
	enum level level;      /* the least that we take */
	bool force;            /* log in anew, whatever session the IdP has */
	int64_t now;           /* Unix microseconds */
};

/* Adds the message; build->failed tells whether memory was short. */
void
authn_request_build(const struct saml *saml,
    const struct authn_request *request, struct build *build);

#endif
