/* SPDX-License-Identifier: EUPL-1.2 */
#include "login/instant.h"
#include "login/names.h"
#include "login/profile.h"
#include "login/verify.h"
#include "login/xml.h"

static enum result
refuse(const char *rule, const char **ret_rule)
{
	*ret_rule = rule;
	return RESULT_DENIED;
}

/* Rule 1.3.11. */
bool
profile_is_now(const struct saml *saml, const char *text, int64_t now)
{
	int64_t time;

	return instant_parse(text, &time) && time >= now - saml->skew &&
	    time <= now + saml->skew;
}

/* Rule 1.3.4. */
const struct idp *
profile_issuer(const struct saml *saml, const xmlNode *node)
{
	if (!xml_is(node, NS_SAML, "Issuer") ||
	    (xml_attribute(node, "Format") != NULL &&
	    !xml_attribute_is(node, "Format", FORMAT_ENTITY)))
		return NULL;
	return saml_find_idp(saml, xml_text(node));
}

/* Rule 1.3.3, the part that response and assertion share. */
enum result
profile_head(const struct saml *saml, const xmlNode *root, int64_t now,
    const char **ret_rule)
{
	if (!xml_attribute_is(root, "Version", "2.0"))
		return refuse("oiosaml 1.3.3: Version: wanted 2.0", ret_rule);
	if (!verify_is_id(xml_attribute(root, "ID")))
		return refuse("oiosaml 1.3.3: ID: wanted a name", ret_rule);
	if (!profile_is_now(saml, xml_attribute(root, "IssueInstant"), now))
		return refuse("oiosaml 1.3.3: IssueInstant: wanted now, within "
		    "the clock skew", ret_rule);
	return RESULT_OK;
}

/* Rule 1.3.2: Issuer, Status, EncryptedAssertion, in this order. With a status
 * other than Success there is no assertion to look for. */
static enum result
check_children(const xmlNode *issuer, const xmlNode **ret_status,
    const xmlNode **ret_encrypted, const char **ret_rule)
{
	const xmlNode *status = issuer == NULL ? NULL : xml_next(issuer);
	const xmlNode *encrypted = status == NULL ? NULL : xml_next(status);

	if (xml_is(status, NS_DSIG, "Signature"))
		return refuse("oiosaml 1.3.2: Response: wanted no Signature on "
		    "it, only on the assertion", ret_rule);
	if (!xml_is(status, NS_SAMLP, "Status"))
		return refuse("oiosaml 1.3.2: Response: wanted one "
		    "EncryptedAssertion, behind Issuer and Status", ret_rule);
	if (encrypted != NULL &&
	    (!xml_is(encrypted, NS_SAML, "EncryptedAssertion") ||
	    xml_next(encrypted) != NULL))
		return refuse("oiosaml 1.3.2: Response: wanted one "
		    "EncryptedAssertion and nothing else", ret_rule);
	*ret_status = status;
	*ret_encrypted = encrypted;
	return RESULT_OK;
}

/* Rule 1.3.1. */
static enum result
check_status(const xmlNode *status, const char **ret_rule)
{
	const xmlNode *code = xml_only(status, NS_SAMLP, "StatusCode");

	if (code == NULL || xml_attribute(code, "Value") == NULL)
		return refuse("oiosaml 1.3.1: Status: wanted a StatusCode",
		    ret_rule);
	if (xml_attribute_is(code, "Value", STATUS_SUCCESS))
		return code == xml_first(status) && xml_next(code) == NULL &&
		    xml_first(code) == NULL ? RESULT_OK
		    : refuse("oiosaml 1.3.1: Status: wanted Success and "
		    "nothing else", ret_rule);
	*ret_rule = "oiosaml 1.3.1: Status: wanted Success";
	return RESULT_NOT_LOGGED_IN;
}

enum result
profile_response(const struct saml *saml, const xmlNode *root, int64_t now,
    struct envelope *ret_envelope, const char **ret_rule)
{
	struct envelope envelope = {0};
	const xmlNode *status, *encrypted;

	if (!xml_is(root, NS_SAMLP, "Response"))
		return refuse("oiosaml 1.3.3: wanted samlp:Response", ret_rule);
	enum result result = profile_head(saml, root, now, ret_rule);
	if (result != RESULT_OK)
		return result;
	if (!xml_attribute_is(root, "Destination", saml->acs_url))
		return refuse("oiosaml 1.3.3: Destination: wanted the address "
		    "where it arrived", ret_rule);
	if (!verify_is_id(xml_attribute(root, "InResponseTo")))
		return refuse("oiosaml 1.3.3: InResponseTo: wanted a request "
		    "of ours", ret_rule);
	envelope.idp = profile_issuer(saml, xml_first(root));
	if (envelope.idp == NULL)
		return refuse("oiosaml 1.3.4: Response: Issuer: wanted an IdP "
		    "that is configured", ret_rule);
	result = check_children(xml_first(root), &status, &encrypted, ret_rule);
	if (result == RESULT_OK)
		result = check_status(status, ret_rule);
	if (result != RESULT_OK)
		return result;
	if (encrypted == NULL)
		return refuse("oiosaml 1.3.2: Response: wanted one "
		    "EncryptedAssertion", ret_rule);
	envelope.in_response_to = xml_attribute(root, "InResponseTo");
	envelope.encrypted_assertion = encrypted;
	*ret_envelope = envelope;
	return RESULT_OK;
}
