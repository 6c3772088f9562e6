/* SPDX-License-Identifier: EUPL-1.2
 *
 * Verifying XML signatures on xmlsec, and the library's start.
 *
 * One shape is accepted: the signed element has one enveloped ds:Signature,
 * right behind its Issuer, with one Reference to the element's own ID,
 * transforms enveloped-signature and exclusive canonicalisation (with at most
 * 8 inclusive prefixes, for each is looked up at each element), sha256, and
 * rsa-sha256 by a key of the IdP's metadata. KeyInfo is not read. The shape is
 * checked as strings before xmlsec sees it, and xmlsec is limited to the same
 * algorithms.
 *
 * What comes out is not the document that was checked but the bytes that were
 * digested, parsed anew: nothing that the signature doesn't cover can be read
 * afterwards.
 */
#ifndef MINSAG_LOGIN_VERIFY_H
#define MINSAG_LOGIN_VERIFY_H

#include <stdbool.h>
#include <libxml/tree.h>
#include "core/result.h"
#include "login/idp.h"

/*
 * Starts libxml2 and xmlsec for the process, before threads are made: silent,
 * no files, no network, and no algorithm but the ones above. What they let go
 * of memory is wiped: their documents and buffers hold CPR numbers, in many
 * copies.
 */
enum result
verify_start(void) must_check;
void
verify_stop(void);

/*
 * Verifies element of doc by one of the IdP's keys. *ret_doc is the caller's
 * (xmlFreeDoc): its root is the element as it was signed, without Signature.
 * RESULT_DENIED with *ret_rule. doc is spent afterwards.
 */
enum result
verify_element(const struct idp *idp, xmlDoc *doc, xmlNode *element,
    xmlDoc **ret_doc, const char **ret_rule) must_check;

/* Whether text can be an ID of ours or theirs: ASCII NCName, 1 to 160. */
bool
verify_is_id(const char *text) must_check;

#endif
