/* SPDX-License-Identifier: EUPL-1.2
 *
 * Foreign bytes as what was decrypted: never accepted, for the signature is
 * nobody's, and refused at little cost. Then the readers behind the signature get the same document, as
 * if it had been the IdP's: rules of the assertion, log-out messages, and
 * metadata.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "login/accept.h"
#include "login/instant.h"
#include "login/logout_message.h"
#include "login/xml.h"
#include "bound.h"
#include "signer.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
read_root(const struct signer *signer, const xmlNode *root)
{
	const struct envelope envelope = {.idp = &signer->saml.idps[0],
	    .in_response_to = SIGNER_REQUEST};
	const struct logout_wanted wanted = {.saml = &signer->saml,
	    .idp = &signer->saml.idps[0],
	    .destination = signer->saml.slo_url, .now = SIGNER_NOW};
	struct identity identity;
	struct logout_in in;
	const char *rule;

	if (profile_assertion(&signer->saml, &envelope, root, SIGNER_NOW,
		&identity, &rule) == RESULT_OK &&
	    (strlen(identity.cpr) != 10 || identity.level < LEVEL_SUBSTANTIAL))
		abort();
	if (logout_request_read(&wanted, root, &in, &rule) == RESULT_OK &&
	    (in.name_id[0] == '\0' || strchr(in.session_indexes, '\r') ||
	    strlen(in.session_indexes) >= LOGOUT_INDEXES_SIZE))
		abort();
	if (logout_response_read(&wanted, root, &in, &rule) == RESULT_OK &&
	    in.in_response_to[0] == '\0')
		abort();
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct signer *signer;
	struct accepted accepted = {0};
	struct plain plain = {(unsigned char *)(uintptr_t)data, size};
	struct idp idp;
	const char *rule;
	xmlDoc *doc;

	if (signer == NULL)
		signer = signer_open();
	const struct envelope envelope = {.idp = &signer->saml.idps[0],
	    .in_response_to = SIGNER_REQUEST};
	clock_t begin = bound_begin();
	if (accept_assertion(&signer->saml, &envelope, &plain, SIGNER_NOW,
		&accepted, &rule) == RESULT_OK)
		abort();
	bound_end(begin);
	if (idp_parse((const char *)data, size, SIGNER_NOW, &idp, &rule) ==
	    RESULT_OK)
		idp_clear(&idp);
	if (xml_parse((const char *)data, size, XML_FOREIGN, &doc, &rule) !=
	    RESULT_OK)
		return 0;
	read_root(signer, xmlDocGetRootElement(doc));
	xmlFreeDoc(doc);
	return 0;
}
