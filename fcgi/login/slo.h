/* SPDX-License-Identifier: EUPL-1.2
 *
 * Log-out messages of the IdP, whichever way they came (rules 1.7): what is
 * common to redirect, form and SOAP once the message is parsed and verified.
 */
#ifndef MINSAG_LOGIN_SLO_H
#define MINSAG_LOGIN_SLO_H

#include <stdbool.h>
#include <stddef.h>
#include <libxml/tree.h>
#include "core/request.h"
#include "core/result.h"
#include "login/build.h"
#include "login/idp.h"

/* A verified message. All is borrowed. */
struct slo_message {
	const struct idp *idp; /* who signed it */
	const xmlNode *root;
	const char *destination; /* where it arrived */
	const char *relay;       /* RelayState, or NULL */
	const void *proof;       /* the message as it came, for the log */
	size_t proof_length;
	bool by_browser;
};

/*
 * A LogoutRequest: ends the sessions that it names. *ret_id, borrowed from the
 * message, is what the answer is in response to. *ret_own: whether the session
 * that the browser has is over now; another's is none of its business. No such
 * session is a success too; a repeated ID is RESULT_CONFLICT. Failures note
 * their rule in req.
 */
enum result
slo_request(struct request *req, const struct slo_message *message,
    const char **ret_id, bool *ret_own) must_check;

/*
 * A LogoutResponse: the answer to a request of ours that still waits. Notes
 * the answer; RESULT_DENIED when the IdP did not succeed.
 */
enum result
slo_response(struct request *req, const struct slo_message *message)
    must_check;

/* Whether a browser that has no session brings what was done before: a reload
 * or "back". False when nobody can say. */
bool
slo_is_repeated(struct request *req, const void *proof, size_t length)
    must_check;

#endif
