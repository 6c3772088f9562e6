/* SPDX-License-Identifier: EUPL-1.2
 *
 * Log-out from the IdP itself, SOAP 1.1 over HTTP (SAML bindings section 3.2).
 * There is no browser and no cookie: the message names the session.
 */
#include <string.h>
#include "core/response.h"
#include "login/instant.h"
#include "login/login.h"
#include "login/logout_message.h"
#include "login/names.h"
#include "login/operations.h"
#include "login/profile.h"
#include "login/sign.h"
#include "login/slo.h"
#include "login/soap.h"
#include "login/verify.h"
#include "login/xml.h"

static const char HEAD[] = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
    "<soap:Envelope xmlns:soap=\"" NS_SOAP "\"><soap:Body>";
static const char TAIL[] = "</soap:Body></soap:Envelope>\n";

static enum result
verify(struct request *req, xmlDoc *doc, const struct idp **ret_idp,
    xmlDoc **ret_signed)
{
	xmlNode *message = soap_message(doc, &req->rule);

	if (message == NULL)
		return RESULT_BAD_INPUT;
	const struct idp *idp = profile_issuer(&login_of(req)->saml,
	    xml_first(message));
	if (idp == NULL)
		return request_fail(req, RESULT_DENIED,
		    "oiosaml 1.7: Issuer: wanted an IdP that is configured");
	*ret_idp = idp;
	return verify_element(idp, doc, message, ret_signed, &req->rule);
}

/* A signed LogoutResponse in an envelope; Destination is the IdP itself. */
static enum result
answer(struct request *req, const struct idp *idp, const char *id)
{
	const struct saml *saml = &login_of(req)->saml;
	struct build message = {0}, envelope = {0};
	char own_id[SAML_ID_SIZE];

	saml_make_id(own_id);
	const struct logout_out out = {.id = own_id, .now = instant_now(),
	    .destination = idp->entity_id, .in_response_to = id,
	    .with_signature = true};
	logout_response_build(saml, &out, &message);
	enum result result = sign_message(saml->sign_key, &message);
	if (result == RESULT_OK) {
		build_raw(&envelope, HEAD);
		build_bytes(&envelope, message.text, message.length);
		build_raw(&envelope, TAIL);
		result = envelope.failed ? RESULT_BROKEN
		    : response_bytes(req, 200, "text/xml; charset=utf-8",
		    envelope.text, envelope.length);
	}
	build_clear(&message);
	build_clear(&envelope);
	return result;
}

enum result
slo_soap(struct request *req)
{
	xmlDoc *doc = NULL, *signed_doc = NULL;
	const struct idp *idp = NULL;
	const char *id = NULL;
	bool own;

	if (!request_has_type(req, "text/xml"))
		return request_fail(req, RESULT_WRONG_TYPE,
		    "saml-bindings 3.2.3: wanted text/xml");
	enum result result = xml_parse(req->body, req->body_length,
	    XML_FOREIGN, &doc, &req->rule);
	if (result == RESULT_OK)
		result = verify(req, doc, &idp, &signed_doc);
	if (result == RESULT_OK) {
		const struct slo_message message = {.idp = idp,
		    .root = xmlDocGetRootElement(signed_doc),
		    .destination = login_of(req)->saml.slo_soap_url,
		    .proof = req->body, .proof_length = req->body_length};
		result = slo_request(req, &message, &id, &own);
	}
	if (result == RESULT_OK)
		result = answer(req, idp, id);
	xmlFreeDoc(doc);
	xmlFreeDoc(signed_doc);
	return result;
}
