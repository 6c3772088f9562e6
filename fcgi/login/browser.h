/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the citizen's browser gets from us: cookies, the page it lands on, and
 * the one neutral page for everything that was refused.
 */
#ifndef MINSAG_LOGIN_BROWSER_H
#define MINSAG_LOGIN_BROWSER_H

#include <stdbool.h>
#include <stddef.h>
#include "core/request.h"
#include "core/result.h"

/*
 * Binds a log-in to the browser that asked. The response comes as a POST from
 * another site, so only SameSite=None reaches it (rule 1.9).
 */
#define BROWSER_LOGIN_COOKIE "__Secure-minsag-login"

#define BROWSER_SECRET_BYTES 32 /* of RelayState and of the log-in cookie */
#define BROWSER_SECRET_TEXT 44  /* base64url and NUL */

struct browser_secret {
	char text[BROWSER_SECRET_TEXT]; /* goes out */
	unsigned char hash[32];         /* SHA-256: goes into the database */
};

/* Makes a new one. */
void
browser_secret_make(struct browser_secret *ret_secret);

/* Reads one that comes back; false when it can't be ours. text may be NULL. */
bool
browser_secret_read(const char *text, struct browser_secret *ret_secret)
    must_check;

/* Sets or deletes the cookies. */
enum result
browser_set_session(struct request *req, const char *token) must_check;
enum result
browser_clear_session(struct request *req) must_check;
enum result
browser_set_login(struct request *req, const char *secret) must_check;
enum result
browser_clear_login(struct request *req) must_check;

/* Address of a page of the site, path below the base path; NULL when the
 * pool is full. The pool owns it. */
const char *
browser_address(struct request *req, const char *path);

/* 303 to a page of the site. */
enum result
browser_go(struct request *req, const char *path) must_check;

/* Why the citizen sees the error page; the log has the rule. */
enum browser_reason {
	BROWSER_LOGIN,     /* log-in failed */
	BROWSER_CANCELLED, /* the IdP says: cancelled or timed out */
	BROWSER_LOGOUT     /* log-out there is not confirmed */
};

/*
 * Logs the rule and sends the browser to the neutral page, the same for every
 * cause. Only RESULT_TRY_AGAIN and what is broken on our side is returned, for
 * the dispatcher to answer.
 */
enum result
browser_refuse(struct request *req, enum browser_reason reason,
    enum result result, const char *rule) must_check;

#endif
