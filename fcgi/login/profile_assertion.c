/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include "core/uuid.h"
#include "login/instant.h"
#include "login/names.h"
#include "login/profile.h"
#include "login/xml.h"

static enum result
refuse(const char *rule, const char **ret_rule)
{
	*ret_rule = rule;
	return RESULT_DENIED;
}

/* Rule 1.3.11: an end that has not come, a beginning that has. An absent
 * bound (NULL) holds; a malformed one doesn't. */
static bool
is_before_end(const struct saml *saml, const char *end, int64_t now)
{
	int64_t time;

	return end == NULL ||
	    (instant_parse(end, &time) && now < time + saml->skew);
}

static bool
is_after_start(const struct saml *saml, const char *start, int64_t now)
{
	int64_t time;

	return start == NULL ||
	    (instant_parse(start, &time) && now >= time - saml->skew);
}

/* Rule 1.3.5, and nothing that this profile doesn't know. */
static enum result
check_statements(const xmlNode *root, const char **ret_rule)
{
	if (xml_count(root, NS_SAML, "AuthnStatement") != 1)
		return refuse("oiosaml 1.3.5: wanted one AuthnStatement",
		    ret_rule);
	if (xml_count(root, NS_SAML, "AttributeStatement") != 1)
		return refuse("oiosaml 1.3.5: wanted one AttributeStatement",
		    ret_rule);
	if (xml_count(root, NS_SAML, "Subject") != 1)
		return refuse("oiosaml 1.3.7: wanted one Subject", ret_rule);
	if (xml_count(root, NS_SAML, "Conditions") != 1)
		return refuse("oiosaml 1.3.6: wanted one Conditions", ret_rule);
	int known = xml_count(root, NS_SAML, "Issuer") + 4, all = 0;
	for (xmlNode *n = xml_first(root); n != NULL; n = xml_next(n))
		all++;
	if (all != known)
		return refuse("oiosaml 1.3.5: Assertion: wanted Issuer, "
		    "Subject, Conditions and two statements", ret_rule);
	return RESULT_OK;
}

/* Rule 1.3.6: inside one AudienceRestriction any Audience may be ours. */
static bool
names_us(const struct saml *saml, const xmlNode *restriction)
{
	for (xmlNode *n = xml_first(restriction); n != NULL; n = xml_next(n)) {
		const char *text = xml_text(n);
		if (xml_is(n, NS_SAML, "Audience") && text != NULL &&
		    strcmp(text, saml->entity_id) == 0)
			return true;
	}
	return false;
}

/* Rule 1.3.6: SAML core 2.5.1: all restrictions hold, an unknown condition
 * makes the assertion's validity unknown. OneTimeUse is what we do anyway. */
static enum result
check_conditions(const struct saml *saml, const xmlNode *conditions,
    int64_t now, const char **ret_rule)
{
	int restrictions = 0;

	if (!is_after_start(saml, xml_attribute(conditions, "NotBefore"), now))
		return refuse("oiosaml 1.3.6: Conditions: NotBefore: wanted "
		    "one that has come", ret_rule);
	if (!is_before_end(saml, xml_attribute(conditions, "NotOnOrAfter"),
	    now))
		return refuse("oiosaml 1.3.6: Conditions: NotOnOrAfter: wanted "
		    "one that has not come", ret_rule);
	for (xmlNode *n = xml_first(conditions); n != NULL; n = xml_next(n)) {
		if (xml_is(n, NS_SAML, "AudienceRestriction")) {
			restrictions++;
			if (!names_us(saml, n))
				return refuse("oiosaml 1.3.6: Audience: wanted "
				    "our entityID", ret_rule);
		} else if (!xml_is(n, NS_SAML, "OneTimeUse") &&
		    !xml_is(n, NS_SAML, "ProxyRestriction")) {
			return refuse("oiosaml 1.3.6: Conditions: wanted no "
			    "unknown condition", ret_rule);
		}
	}
	return restrictions > 0 ? RESULT_OK
	    : refuse("oiosaml 1.3.6: Conditions: wanted an "
	    "AudienceRestriction", ret_rule);
}

/* Rule 1.3.7, for one SubjectConfirmation; *ret_rule says what it lacks. */
static bool
confirms(const struct saml *saml, const xmlNode *confirmation,
    const char *in_response_to, int64_t now, const char **ret_rule)
{
	const xmlNode *data = xml_only(confirmation, NS_SAML,
	    "SubjectConfirmationData");
	const char *rule = NULL;

	if (!xml_attribute_is(confirmation, "Method", METHOD_BEARER))
		rule = "oiosaml 1.3.7: SubjectConfirmation: wanted bearer";
	else if (data == NULL || xml_first(confirmation) != data ||
	    xml_next(data) != NULL)
		rule = "oiosaml 1.3.7: SubjectConfirmation: wanted "
		    "SubjectConfirmationData alone";
	else if (!xml_attribute_is(data, "Recipient", saml->acs_url))
		rule = "oiosaml 1.3.7: Recipient: wanted our address";
	else if (xml_attribute(data, "NotBefore") != NULL)
		rule = "oiosaml 1.3.7: SubjectConfirmationData: wanted no "
		    "NotBefore";
	else if (xml_attribute(data, "NotOnOrAfter") == NULL ||
	    !is_before_end(saml, xml_attribute(data, "NotOnOrAfter"), now))
		rule = "oiosaml 1.3.7: SubjectConfirmationData: NotOnOrAfter: "
		    "wanted one that has not come";
	else if (!xml_attribute_is(data, "InResponseTo", in_response_to))
		rule = "oiosaml 1.3.7: SubjectConfirmationData: InResponseTo: "
		    "wanted the response's";
	else
		return true;
	*ret_rule = rule;
	return false;
}

static enum result
check_confirmations(const struct saml *saml, const xmlNode *subject,
    const char *in_response_to, int64_t now, const char **ret_rule)
{
	for (xmlNode *n = xml_first(subject); n != NULL; n = xml_next(n))
		if (!xml_is(n, NS_SAML, "NameID") &&
		    !xml_is(n, NS_SAML, "SubjectConfirmation"))
			return refuse("oiosaml 1.3.7: Subject: wanted NameID "
			    "and SubjectConfirmation", ret_rule);
	*ret_rule = "oiosaml 1.3.7: wanted a SubjectConfirmation";
	for (xmlNode *n = xml_first(subject); n != NULL; n = xml_next(n))
		if (xml_is(n, NS_SAML, "SubjectConfirmation") &&
		    confirms(saml, n, in_response_to, now, ret_rule))
			return RESULT_OK;
	return RESULT_DENIED;
}

/* Rule 1.3.8: a person, named by a UUID in the form that OIOSAML fixes. */
static enum result
read_name_id(const xmlNode *subject, struct identity *identity,
    const char **ret_rule)
{
	const size_t prefix = sizeof OIO_NAMEID_PERSON - 1;
	const xmlNode *node = xml_only(subject, NS_SAML, "NameID");
	struct uuid uuid;

	if (node == NULL)
		return refuse("oiosaml 1.3.8: wanted one NameID", ret_rule);
	const char *text = xml_text(node);
	const char *format = xml_attribute(node, "Format");
	if (format == NULL || (strcmp(format, FORMAT_PERSISTENT) != 0 &&
	    strcmp(format, FORMAT_TRANSIENT) != 0))
		return refuse("oiosaml 1.3.8: NameID: Format: wanted "
		    "persistent or transient", ret_rule);
	if (text == NULL || strncmp(text, OIO_NAMEID_PERSON, prefix) != 0 ||
	    !uuid_parse(text + prefix, strlen(text + prefix), &uuid))
		return refuse("oiosaml 1.3.8: NameID: wanted a person's UUID",
		    ret_rule);
	identity->name_id = text;
	identity->name_id_format = format;
	return RESULT_OK;
}

/* Rules 1.7 and 1.9: what log-out needs, and how long the IdP lets it last. */
static enum result
read_authn(const struct saml *saml, const xmlNode *statement, int64_t now,
    struct identity *identity, const char **ret_rule)
{
	const char *until = xml_attribute(statement, "SessionNotOnOrAfter");
	const char *index = xml_attribute(statement, "SessionIndex");

	if (index == NULL || index[0] == '\0' || strlen(index) > 255)
		return refuse("oiosaml 1.7: AuthnStatement: wanted a "
		    "SessionIndex", ret_rule);
	if (!instant_parse(xml_attribute(statement, "AuthnInstant"),
	    &identity->authn_instant) ||
	    identity->authn_instant > now + saml->skew)
		return refuse("oiosaml 1.3.5: AuthnInstant: wanted a time that "
		    "has come", ret_rule);
	identity->session_until = INT64_MAX;
	if (until != NULL && (!instant_parse(until, &identity->session_until) ||
	    identity->session_until <= now))
		return refuse("oiosaml 1.9: SessionNotOnOrAfter: wanted one "
		    "that has not come", ret_rule);
	identity->session_index = index;
	return RESULT_OK;
}

static enum result
check_assertion_head(const struct saml *saml, const struct envelope *envelope,
    const xmlNode *root, int64_t now, const char **ret_rule)
{
	if (!xml_is(root, NS_SAML, "Assertion"))
		return refuse("oiosaml 1.3.2: wanted saml:Assertion", ret_rule);
	enum result result = profile_head(saml, root, now, ret_rule);
	if (result != RESULT_OK)
		return result;
	if (profile_issuer(saml, xml_only(root, NS_SAML, "Issuer")) !=
	    envelope->idp)
		return refuse("oiosaml 1.3.4: Assertion: Issuer: wanted the "
		    "response's", ret_rule);
	return check_statements(root, ret_rule);
}

enum result
profile_assertion(const struct saml *saml, const struct envelope *envelope,
    const xmlNode *root, int64_t now, struct identity *ret_identity,
    const char **ret_rule)
{
	struct identity identity = {0};

	enum result result = check_assertion_head(saml, envelope, root, now,
	    ret_rule);
	if (result != RESULT_OK)
		return result;
	const xmlNode *subject = xml_only(root, NS_SAML, "Subject");
	const xmlNode *conditions = xml_only(root, NS_SAML, "Conditions");
	const xmlNode *authn = xml_only(root, NS_SAML, "AuthnStatement");
	const xmlNode *attributes = xml_only(root, NS_SAML,
	    "AttributeStatement");
	if ((result = check_conditions(saml, conditions, now, ret_rule)) !=
	    RESULT_OK ||
	    (result = check_confirmations(saml, subject,
	    envelope->in_response_to, now, ret_rule)) != RESULT_OK ||
	    (result = read_name_id(subject, &identity, ret_rule)) !=
	    RESULT_OK ||
	    (result = read_authn(saml, authn, now, &identity, ret_rule)) !=
	    RESULT_OK ||
	    (result = profile_attributes(saml, attributes, &identity,
	    ret_rule)) != RESULT_OK)
		return result;
	identity.assertion_id = xml_attribute(root, "ID");
	identity.in_response_to = envelope->in_response_to;
	*ret_identity = identity;
	return RESULT_OK;
}
