/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdbool.h>
#include <stddef.h>
#include "login/names.h"
#include "login/soap.h"
#include "login/xml.h"

/* "0" is as if it were absent; all else is taken for "1". */
static bool
must_understand(const xmlNode *header)
{
	for (const xmlNode *n = xml_first(header); n != NULL; n = xml_next(n))
		for (const xmlAttr *a = n->properties; a != NULL; a = a->next)
			if (xmlStrEqual(a->name, BAD_CAST "mustUnderstand") &&
			    a->ns != NULL && xmlStrEqual(a->ns->href,
			    BAD_CAST NS_SOAP) && (a->children == NULL ||
			    !xmlStrEqual(a->children->content, BAD_CAST "0")))
				return true;
	return false;
}

xmlNode *
soap_message(const xmlDoc *doc, const char **ret_rule)
{
	const xmlNode *root = xmlDocGetRootElement(doc);
	const xmlNode *body = xml_is(root, NS_SOAP, "Envelope")
	    ? xml_first(root) : NULL;

	*ret_rule = "soap 4.2.3: wanted no header that must be understood";
	if (xml_is(body, NS_SOAP, "Header")) {
		if (must_understand(body))
			return NULL;
		body = xml_next(body);
	}
	*ret_rule = "saml-bindings 3.2: wanted one message in a SOAP Body";
	if (!xml_is(body, NS_SOAP, "Body") || xml_next(body) != NULL)
		return NULL;
	xmlNode *message = xml_first(body);
	return message == NULL || xml_next(message) != NULL ? NULL : message;
}
