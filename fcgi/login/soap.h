/* SPDX-License-Identifier: EUPL-1.2
 *
 * SOAP 1.1 as SAML uses it (SAML bindings section 3.2): the envelope around
 * one message.
 */
#ifndef MINSAG_LOGIN_SOAP_H
#define MINSAG_LOGIN_SOAP_H

#include <libxml/tree.h>

/*
 * The one element in the Body, or NULL with *ret_rule. A Header may stand
 * before it; we know no entry of one, so an entry that must be understood is
 * refused (SOAP 1.1 section 4.2.3).
 */
xmlNode *
soap_message(const xmlDoc *doc, const char **ret_rule);

#endif
