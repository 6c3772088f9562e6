/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include "login/accept.h"
#include "core/base64.h"
#include "login/verify.h"
#include "login/xml.h"

/* Decodes and parses the response. *ret_doc is the caller's. */
static enum result
read_response(const char *base64, size_t length, xmlDoc **ret_doc,
    const char **ret_rule)
{
	size_t size;
	enum result result = RESULT_TOO_BIG;

	*ret_rule = "saml-bindings 3.5.4: SAMLResponse: wanted at most 128 KiB";
	if (length > BASE64_TEXT_SIZE(XML_SIZE_MOST))
		return result;
	unsigned char *bytes = malloc(BASE64_BYTES_SIZE(length));
	if (bytes == NULL) {
		*ret_rule = "memory is short";
		return RESULT_TRY_AGAIN;
	}
	result = base64_decode(base64, length, BASE64_LINES, bytes, &size);
	if (result != RESULT_OK)
		*ret_rule = "saml-bindings 3.5.4: SAMLResponse: wanted base64";
	else
		result = xml_parse((char *)bytes, size, XML_FOREIGN, ret_doc,
		    ret_rule);
	free(bytes);
	return result;
}

enum result
accept_assertion(const struct saml *saml, const struct envelope *envelope,
    const struct plain *plain, int64_t now, struct accepted *ret_accepted,
    const char **ret_rule)
{
	xmlDoc *doc = NULL, *signed_doc = NULL;

	enum result result = xml_parse((const char *)plain->bytes,
	    plain->length, XML_FOREIGN, &doc, ret_rule);
	if (result == RESULT_OK)
		result = verify_element(envelope->idp, doc,
		    xmlDocGetRootElement(doc), &signed_doc, ret_rule);
	if (result == RESULT_OK)
		result = profile_assertion(saml, envelope,
		    xmlDocGetRootElement(signed_doc), now,
		    &ret_accepted->identity, ret_rule);
	xmlFreeDoc(doc);
	if (result == RESULT_OK)
		ret_accepted->assertion = signed_doc;
	else
		xmlFreeDoc(signed_doc);
	return result;
}

enum result
accept_response(const struct saml *saml, const char *base64, size_t length,
    int64_t now, struct accepted *ret_accepted, const char **ret_rule)
{
	const struct decrypt_options keys = {.keys = saml->decrypt_keys,
	    .key_count = saml->decrypt_key_count, .extra = saml->extra};
	struct accepted accepted = {0};
	struct envelope envelope;

	enum result result = read_response(base64, length, &accepted.envelope,
	    ret_rule);
	if (result == RESULT_OK)
		result = profile_response(saml,
		    xmlDocGetRootElement(accepted.envelope), now, &envelope,
		    ret_rule);
	if (result == RESULT_OK)
		result = decrypt_assertion(&keys, envelope.encrypted_assertion,
		    &accepted.plain, ret_rule);
	if (result == RESULT_OK)
		result = accept_assertion(saml, &envelope, &accepted.plain,
		    now, &accepted, ret_rule);
	if (result != RESULT_OK) {
		accept_clear(&accepted);
		return result;
	}
	accepted.idp = envelope.idp;
	*ret_accepted = accepted;
	return RESULT_OK;
}

void
accept_clear(struct accepted *accepted)
{
	decrypt_clear(&accepted->plain);
	xmlFreeDoc(accepted->envelope);
	xmlFreeDoc(accepted->assertion);
	*accepted = (struct accepted){0};
}
