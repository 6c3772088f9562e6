/* SPDX-License-Identifier: EUPL-1.2
 *
 * Log-out messages that come through the citizen's browser, by redirect or by
 * form, and our answers, by redirect.
 */
#include <stdlib.h>
#include <string.h>
#include "core/base64.h"
#include "core/pool.h"
#include "core/query.h"
#include "core/response.h"
#include "login/browser.h"
#include "login/instant.h"
#include "login/login.h"
#include "login/logout_message.h"
#include "login/operations.h"
#include "login/profile.h"
#include "login/redirect.h"
#include "login/slo.h"
#include "login/verify.h"
#include "login/xml.h"

#define LOGGED_OUT "/udlogget.html"

/* A signed LogoutResponse, sent to where the IdP wants it. */
static enum result
answer_request(struct request *req, const struct slo_message *message,
    const char *id)
{
	const struct saml *saml = &login_of(req)->saml;
	const char *address = message->idp->slo_response_url;
	struct build xml = {0}, url = {0};
	char own_id[SAML_ID_SIZE];

	if (address == NULL)
		return browser_go(req, LOGGED_OUT);
	saml_make_id(own_id);
	const struct logout_out out = {.id = own_id, .destination = address,
	    .now = instant_now(), .in_response_to = id};
	logout_response_build(saml, &out, &xml);
	const struct redirect_options options = {.key = saml->sign_key,
	    .endpoint = address, .field = "SAMLResponse", .xml = xml.text,
	    .relay = message->relay};
	enum result result = xml.failed ? RESULT_BROKEN
	    : redirect_build(&options, &url);
	if (result == RESULT_OK)
		result = response_redirect(req, url.text);
	build_clear(&xml);
	build_clear(&url);
	return result;
}

/* What was done before leads to where it led. */
static enum result
refuse(struct request *req, const void *proof, size_t length,
    enum result why, const char *rule)
{
	/* A rule of the database is its thread's until the next call. */
	const char *kept = pool_printf(req->pool, "%s",
	    rule == NULL ? result_row(why)->word : rule);

	if (kept == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	if ((why == RESULT_DENIED || why == RESULT_CONFLICT) &&
	    slo_is_repeated(req, proof, length))
		return browser_go(req, LOGGED_OUT);
	return browser_refuse(req, BROWSER_LOGOUT, why, kept);
}

static enum result
handle(struct request *req, const struct slo_message *message,
    bool is_response)
{
	const char *id = NULL;
	bool own = false;

	enum result result = is_response ? slo_response(req, message)
	    : slo_request(req, message, &id, &own);
	if (result != RESULT_OK)
		return refuse(req, message->proof, message->proof_length,
		    result, req->rule);
	if (is_response)
		return browser_go(req, LOGGED_OUT);
	if (own)
		result = browser_clear_session(req);
	return result != RESULT_OK ? result : answer_request(req, message, id);
}

enum result
slo_redirect(struct request *req)
{
	const struct saml *saml = &login_of(req)->saml;
	struct redirect_received received = {0};
	xmlDoc *doc = NULL;
	const char *rule;

	if (req->head) /* ends nothing */
		return response_empty(req, 204);
	enum result result = redirect_receive(saml, req->query, &received,
	    &rule);
	if (result == RESULT_OK)
		result = xml_parse(received.xml, received.length, XML_FOREIGN,
		    &doc, &rule);
	if (result != RESULT_OK) {
		result = browser_refuse(req, BROWSER_LOGOUT, result, rule);
	} else {
		const struct slo_message message = {.idp = received.idp,
		    .root = xmlDocGetRootElement(doc),
		    .destination = saml->slo_url, .relay = received.relay,
		    .by_browser = true, .proof = req->query,
		    .proof_length = strlen(req->query)};
		result = handle(req, &message, received.is_response);
	}
	xmlFreeDoc(doc);
	redirect_clear(&received);
	return result;
}

/* A form's message: SAML bindings section 3.5. */
struct posted {
	const char *text; /* base64 */
	size_t length;
	const char *relay;
	bool is_response;
	unsigned char *xml;
	size_t xml_length;
	xmlDoc *doc, *signed_doc;
	const struct idp *idp;
};

static enum result
read_form(struct request *req, struct posted *posted)
{
	struct query_pair pairs[QUERY_PAIRS_MOST];
	int messages = 0;
	size_t count;

	enum result result = query_parse(req->body, req->body_length,
	    req->pool, pairs, &count, &req->rule);
	if (result != RESULT_OK)
		return result;
	for (size_t i = 0; i < count; i++) {
		bool is_response = strcmp(pairs[i].name, "SAMLResponse") == 0;
		if (is_response || strcmp(pairs[i].name, "SAMLRequest") == 0) {
			posted->is_response = is_response;
			posted->text = pairs[i].value;
			posted->length = pairs[i].value_length;
			messages++;
		} else if (strcmp(pairs[i].name, "RelayState") == 0) {
			posted->relay = pairs[i].value;
			if (pairs[i].value_length > REDIRECT_RELAY_MOST)
				messages = 2;
		}
	}
	return messages == 1 ? RESULT_OK : request_fail(req, RESULT_DENIED,
	    "saml-bindings 3.5.4: wanted one SAMLRequest or SAMLResponse");
}

static enum result
read_message(struct request *req, struct posted *posted)
{
	posted->xml = pool_alloc(req->pool, BASE64_BYTES_SIZE(posted->length));
	if (posted->xml == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	if (base64_decode(posted->text, posted->length, BASE64_LINES,
	    posted->xml, &posted->xml_length) != RESULT_OK)
		return request_fail(req, RESULT_DENIED,
		    "saml-bindings 3.5.4: wanted base64");
	enum result result = xml_parse((char *)posted->xml,
	    posted->xml_length, XML_FOREIGN, &posted->doc, &req->rule);
	if (result != RESULT_OK)
		return result;
	xmlNode *root = xmlDocGetRootElement(posted->doc);
	posted->idp = profile_issuer(&login_of(req)->saml, xml_first(root));
	if (posted->idp == NULL)
		return request_fail(req, RESULT_DENIED,
		    "oiosaml 1.7: Issuer: wanted an IdP that is configured");
	return verify_element(posted->idp, posted->doc, root,
	    &posted->signed_doc, &req->rule);
}

enum result
slo_post(struct request *req)
{
	struct posted posted = {0};

	enum result result = read_form(req, &posted);
	if (result == RESULT_OK)
		result = read_message(req, &posted);
	if (result != RESULT_OK) {
		result = browser_refuse(req, BROWSER_LOGOUT, result,
		    req->rule);
	} else {
		const struct slo_message message = {.idp = posted.idp,
		    .root = xmlDocGetRootElement(posted.signed_doc),
		    .destination = login_of(req)->saml.slo_url,
		    .relay = posted.relay, .by_browser = true,
		    .proof = posted.xml, .proof_length = posted.xml_length};
		result = handle(req, &message, posted.is_response);
	}
	xmlFreeDoc(posted.doc);
	xmlFreeDoc(posted.signed_doc);
	return result;
}
