/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include "core/calendar.h"
#include "login/instant.h"
#include "login/logout_message.h"
#include "login/names.h"
#include "login/profile.h"
#include "login/sign.h"
#include "login/verify.h"
#include "login/xml.h"

#define TEXT_MOST 512 /* bytes of a NameID or SessionIndex */

static enum result
refuse(const char *rule, const char **ret_rule)
{
	*ret_rule = rule;
	return RESULT_DENIED;
}

/* Head of both messages up to the Issuer and the place of the signature. */
static void
build_head(const struct saml *saml, const char *name,
    const struct logout_out *out, struct build *build)
{
	char time[CALENDAR_TIME_SIZE];

	calendar_time(out->now, time);
	build_raw(build, "<samlp:");
	build_raw(build, name);
	build_xmls(build, " xmlns:samlp=\"" NS_SAMLP "\" xmlns:saml=\"" NS_SAML
	    "\" ID=\"", out->id, "\" Version=\"2.0\" IssueInstant=\"", time,
	    "\" Destination=\"", out->destination, NULL);
	if (out->in_response_to != NULL)
		build_xmls(build, "\" InResponseTo=\"", out->in_response_to,
		    NULL);
	build_xmls(build, "\"><saml:Issuer>", saml->entity_id,
	    "</saml:Issuer>", NULL);
	if (out->with_signature)
		sign_template(build, out->id);
}

void
logout_request_build(const struct saml *saml, const struct logout_out *out,
    struct build *build)
{
	build_head(saml, "LogoutRequest", out, build);
	build_xmls(build, "<saml:NameID Format=\"", out->name_id_format, "\">",
	    out->name_id, "</saml:NameID><samlp:SessionIndex>",
	    out->session_index, "</samlp:SessionIndex></samlp:LogoutRequest>",
	    NULL);
}

void
logout_response_build(const struct saml *saml, const struct logout_out *out,
    struct build *build)
{
	build_head(saml, "LogoutResponse", out, build);
	build_raw(build, "<samlp:Status><samlp:StatusCode Value=\""
	    STATUS_SUCCESS "\"/></samlp:Status></samlp:LogoutResponse>");
}

static enum result
check_head(const struct logout_wanted *wanted, const xmlNode *root,
    const char **ret_rule)
{
	enum result result = profile_head(wanted->saml, root, wanted->now,
	    ret_rule);

	if (result != RESULT_OK)
		return result;
	if (!xml_attribute_is(root, "Destination", wanted->destination))
		return refuse("oiosaml 1.7: Destination: wanted the address "
		    "where it arrived", ret_rule);
	if (profile_issuer(wanted->saml, xml_first(root)) != wanted->idp)
		return refuse("oiosaml 1.7: Issuer: wanted the IdP that "
		    "signed", ret_rule);
	return RESULT_OK;
}

/* The text of the one {ns}name in root; NULL when empty, long or several. */
static const char *
only_text(const xmlNode *root, const char *ns, const char *name)
{
	const xmlNode *node = xml_only(root, ns, name);
	const char *text = node == NULL ? NULL : xml_text(node);

	return text == NULL || text[0] == '\0' || strlen(text) > TEXT_MOST
	    ? NULL : text;
}

/* A line more; false when it can't be a line of its own, or there is no room. */
static bool
add_line(char *lines, const char *line)
{
	size_t used = strlen(lines), length = line == NULL ? 0 : strlen(line);

	if (length == 0 || length > TEXT_MOST || strpbrk(line, "\n\r") ||
	    used + 1 + length >= LOGOUT_INDEXES_SIZE)
		return false;
	if (used > 0)
		lines[used++] = '\n';
	memcpy(lines + used, line, length + 1);
	return true;
}

/* What ends whose sessions; nothing that this profile doesn't know. */
static bool
read_sessions(const xmlNode *root, struct logout_in *in)
{
	for (const xmlNode *n = xml_first(root); n != NULL; n = xml_next(n))
		if (xml_is(n, NS_SAMLP, "SessionIndex")) {
			if (!add_line(in->session_indexes, xml_text(n)))
				return false;
		} else if (!xml_is(n, NS_SAML, "Issuer") &&
		    !xml_is(n, NS_SAMLP, "Extensions") &&
		    !xml_is(n, NS_SAML, "NameID")) {
			return false;
		}
	in->name_id = only_text(root, NS_SAML, "NameID");
	return in->name_id != NULL;
}

enum result
logout_request_read(const struct logout_wanted *wanted, const xmlNode *root,
    struct logout_in *ret_in, const char **ret_rule)
{
	struct logout_in in = {0};
	int64_t end;

	if (!xml_is(root, NS_SAMLP, "LogoutRequest"))
		return refuse("oiosaml 1.7: wanted samlp:LogoutRequest",
		    ret_rule);
	enum result result = check_head(wanted, root, ret_rule);
	if (result != RESULT_OK)
		return result;
	const char *until = xml_attribute(root, "NotOnOrAfter");
	if (until != NULL && (!instant_parse(until, &end) ||
	    wanted->now >= end + wanted->saml->skew))
		return refuse("oiosaml 1.7: NotOnOrAfter: wanted one that has "
		    "not come", ret_rule);
	in.id = xml_attribute(root, "ID");
	if (!read_sessions(root, &in))
		return refuse("oiosaml 1.7: LogoutRequest: wanted one NameID "
		    "and SessionIndexes", ret_rule);
	*ret_in = in;
	return RESULT_OK;
}

enum result
logout_response_read(const struct logout_wanted *wanted, const xmlNode *root,
    struct logout_in *ret_in, const char **ret_rule)
{
	struct logout_in in = {0};

	if (!xml_is(root, NS_SAMLP, "LogoutResponse"))
		return refuse("oiosaml 1.7: wanted samlp:LogoutResponse",
		    ret_rule);
	enum result result = check_head(wanted, root, ret_rule);
	if (result != RESULT_OK)
		return result;
	const xmlNode *status = xml_only(root, NS_SAMLP, "Status");
	const xmlNode *code = status == NULL ? NULL
	    : xml_only(status, NS_SAMLP, "StatusCode");
	in.id = xml_attribute(root, "ID");
	in.in_response_to = xml_attribute(root, "InResponseTo");
	if (code == NULL || !verify_is_id(in.in_response_to))
		return refuse("oiosaml 1.7: LogoutResponse: wanted "
		    "InResponseTo and Status", ret_rule);
	in.success = xml_attribute_is(code, "Value", STATUS_SUCCESS);
	*ret_in = in;
	return RESULT_OK;
}
