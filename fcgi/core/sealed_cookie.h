/* SPDX-License-Identifier: EUPL-1.2
 *
 * Cookies that hold a token (token.h): reading them from a request and setting
 * them in its answer. On a host of our own they have the prefix __Host- and
 * the path "/", so that no other host can set one (RFC 6265bis section 4.1.3);
 * under a path of another site that prefix is not to be had: __Secure-.
 */
#ifndef MINSAG_SEALED_COOKIE_H
#define MINSAG_SEALED_COOKIE_H

#include <stdbool.h>
#include "core/request.h"
#include "core/result.h"
#include "core/token.h"

struct sealed_cookie {
	const char *word;      /* the name behind its prefix */
	const char *realm;     /* of its tokens */
	const char *path;      /* below the base path, where there is one */
	const char *same_site; /* "Lax" or "None" */
};

/* The session of a citizen: the dispatcher opens it (route.h). */
extern const struct sealed_cookie sealed_cookie_session;

/* Whether this is a host of our own: there is no base path. */
bool
sealed_cookie_own_host(const struct request *req);

/* The whole name. The pool owns it; NULL when that is full. */
const char *
sealed_cookie_name(struct request *req, const struct sealed_cookie *cookie);

/*
 * Opens it. Of several cookies of the name the one that opens counts. When two
 * open that are not the same, somebody else has set one of them: none counts,
 * and the answer deletes both, under every domain and path that can have set
 * them here, so that logging in anew helps. RESULT_NOT_LOGGED_IN with the rule
 * noted in req. *ret_expired, when it isn't NULL: whether one was there whose
 * time is over.
 */
enum result
sealed_cookie_open(struct request *req, const struct sealed_cookie *cookie,
    struct token_claims *ret_claims, bool *ret_expired) must_check;

/* Sets it; seconds 0: until the browser is closed. */
enum result
sealed_cookie_set(struct request *req, const struct sealed_cookie *cookie,
    const struct token_claims *claims, long seconds) must_check;

/* Deletes it. */
enum result
sealed_cookie_clear(struct request *req, const struct sealed_cookie *cookie)
    must_check;

#endif
