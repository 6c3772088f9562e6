/* SPDX-License-Identifier: EUPL-1.2
 *
 * What the citizen's browser gets from us: cookies, the page it lands on, and
 * the one neutral page for everything that was refused.
 *
 * A browser that begins to log in gets a secret in a cookie, and keeps it for
 * all its requests: so two tabs can log in at once, and no other site can break
 * a log-in by starting more of them. The state of each request is in its row
 * (api_login.request_start), which knows the browser by the secret's hash.
 * Two tabs that begin at the same moment have no secret yet and would
 * overwrite each other's; so there are 16 cookies, one is chosen by chance,
 * and the RelayState says which.
 */
#ifndef MINSAG_LOGIN_BROWSER_H
#define MINSAG_LOGIN_BROWSER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "core/request.h"
#include "core/result.h"
#include "core/token.h"

#define BROWSER_SECRET_BYTES 32 /* of RelayState and of the log-in cookie */
#define BROWSER_SECRET_TEXT 44  /* base64url and NUL */

/* RelayState: an opaque key of a request's row. */
struct browser_relay {
	char text[BROWSER_SECRET_TEXT]; /* goes out */
	unsigned char hash[32];         /* SHA-256: goes into the database */
	unsigned cookie;                /* of the 16: its last four bits */
};

/* Makes a new one. */
void
browser_relay_make(unsigned cookie, struct browser_relay *ret_relay);

/* Reads one that comes back; false when it can't be ours. text may be NULL. */
bool
browser_relay_read(const char *text, struct browser_relay *ret_relay)
    must_check;

/* A browser that logs in. */
struct browser {
	unsigned cookie;
	struct token_claims claims; /* its secret is the session_key */
	unsigned char hash[32];     /* SHA-256: goes into the database */
};

/* The browser of this request; one without any of the cookies is a new one. */
enum result
browser_recognise(struct request *req, struct browser *ret_browser) must_check;

/* The browser by the cookie that a RelayState names. RESULT_NOT_LOGGED_IN
 * when it has none. */
enum result
browser_return(struct request *req, const struct browser_relay *relay,
    struct browser *ret_browser) must_check;

/* Sets its cookie, to last until then at least (Unix seconds). */
enum result
browser_keep(struct request *req, struct browser *browser, int64_t until)
    must_check;

/* Sets or deletes the session's cookie. A deletion takes the secret along and,
 * on a host of our own, all that the site has stored (Clear-Site-Data). */
enum result
browser_set_session(struct request *req, const struct token_claims *claims)
    must_check;
enum result
browser_clear_session(struct request *req) must_check;

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
