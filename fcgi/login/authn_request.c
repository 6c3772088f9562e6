/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/calendar.h"
#include "login/authn_request.h"
#include "login/names.h"

/* The word that OIOSAML has for a level. */
static const char *
level_uri(enum level level)
{
	if (level == LEVEL_HIGH)
		return OIO_LOA "/High";
	return level == LEVEL_SUBSTANTIAL ? OIO_LOA "/Substantial"
	    : OIO_LOA "/Low";
}

void
authn_request_build(const struct saml *saml,
    const struct authn_request *request, struct build *build)
{
	char time[CALENDAR_TIME_SIZE];

	calendar_time(request->now, time);
	build_xmls(build, "<samlp:AuthnRequest xmlns:samlp=\"" NS_SAMLP
	    "\" xmlns:saml=\"" NS_SAML "\" ID=\"", request->id,
	    "\" Version=\"2.0\" IssueInstant=\"", time,
	    "\" Destination=\"", request->idp->sso_url,
	    "\" ForceAuthn=\"", request->force ? "true" : "false",
	    "\" ProtocolBinding=\"" BINDING_POST
	    "\" AssertionConsumerServiceURL=\"", saml->acs_url,
	    "\"><saml:Issuer>", saml->entity_id,
	    "</saml:Issuer><samlp:NameIDPolicy Format=\"" FORMAT_PERSISTENT
	    "\" AllowCreate=\"true\"/>"
	    "<samlp:RequestedAuthnContext Comparison=\"minimum\">"
	    "<saml:AuthnContextClassRef>", level_uri(request->level),
	    "</saml:AuthnContextClassRef><saml:AuthnContextClassRef>"
	    OIO_PERSON "</saml:AuthnContextClassRef>"
	    "</samlp:RequestedAuthnContext></samlp:AuthnRequest>", NULL);
}
