/* SPDX-License-Identifier: EUPL-1.2
 *
 * The end of a log-in that is refused: an entry in the sealed log, then the
 * neutral page.
 */
#ifndef MINSAG_LOGIN_LOGIN_REFUSE_H
#define MINSAG_LOGIN_LOGIN_REFUSE_H

#include "core/request.h"
#include "core/result.h"
#include "login/accept.h"

/*
 * why and rule: as they came. accepted: what the IdP signed, when it came so
 * far, else NULL. The entry has rule, time, address, the body's SHA-256 and
 * the assertion's names, never the message; its size is bounded, and nginx
 * rations its sender. What is broken or busy on our side is no refusal: it is
 * returned, for the dispatcher to answer, and not noted.
 */
enum result
login_refuse(struct request *req, enum result why, const char *rule,
    const struct accepted *accepted) must_check;

#endif
