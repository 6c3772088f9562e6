/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include "core/conf.h"
#include "core/log.h"
#include "core/pool.h"
#include "core/response.h"
#include "core/route.h"
#include "core/text.h"
#include "core/vault.h"
#include "login/browser.h"

#define LOGIN_SECONDS "600" /* as long as api_login.request_start waits */

static void
hash(const unsigned char bytes[BROWSER_SECRET_BYTES],
    struct browser_secret *secret)
{
	vault_sha256(bytes, BROWSER_SECRET_BYTES, secret->hash);
}

void
browser_secret_make(struct browser_secret *ret_secret)
{
	unsigned char bytes[BROWSER_SECRET_BYTES];

	vault_random(bytes, sizeof bytes);
	text_to_base64url(ret_secret->text, bytes, sizeof bytes);
	hash(bytes, ret_secret);
	vault_wipe(bytes, sizeof bytes);
}

bool
browser_secret_read(const char *text, struct browser_secret *ret_secret)
{
	unsigned char bytes[BROWSER_SECRET_BYTES];

	if (text == NULL || strlen(text) != BROWSER_SECRET_TEXT - 1 ||
	    text_from_base64url(text, BROWSER_SECRET_TEXT - 1, bytes,
	    sizeof bytes) != RESULT_OK)
		return false;
	memcpy(ret_secret->text, text, BROWSER_SECRET_TEXT);
	hash(bytes, ret_secret);
	return true;
}

static enum result
set_cookie(struct request *req, const char *name, const char *value,
    const char *path, const char *attributes)
{
	const char *line = pool_printf(req->pool,
	    "%s=%s; Path=%s%s; Secure; HttpOnly; %s", name, value,
	    req->shared->conf->base_path, path, attributes);

	if (line == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	return response_header(req, "Set-Cookie", line);
}

enum result
browser_set_session(struct request *req, const char *token)
{
	return set_cookie(req, ROUTE_SESSION_COOKIE, token, "/",
	    "SameSite=Lax");
}

enum result
browser_clear_session(struct request *req)
{
	return set_cookie(req, ROUTE_SESSION_COOKIE, "", "/",
	    "SameSite=Lax; Max-Age=0");
}

enum result
browser_set_login(struct request *req, const char *secret)
{
	return set_cookie(req, BROWSER_LOGIN_COOKIE, secret, "/saml/acs",
	    "SameSite=None; Max-Age=" LOGIN_SECONDS);
}

enum result
browser_clear_login(struct request *req)
{
	return set_cookie(req, BROWSER_LOGIN_COOKIE, "", "/saml/acs",
	    "SameSite=None; Max-Age=0");
}

const char *
browser_address(struct request *req, const char *path)
{
	return pool_printf(req->pool, "%s%s", req->shared->conf->base_path,
	    path);
}

enum result
browser_go(struct request *req, const char *path)
{
	const char *location = browser_address(req, path);

	if (location == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	return response_redirect(req, location);
}

static const char *
page(enum browser_reason reason)
{
	if (reason == BROWSER_CANCELLED)
		return "/fejl.html?kode=afbrudt";
	return reason == BROWSER_LOGOUT ? "/fejl.html?kode=logud"
	    : "/fejl.html?kode=login";
}

enum result
browser_refuse(struct request *req, enum browser_reason reason,
    enum result result, const char *rule)
{
	if (result == RESULT_TRY_AGAIN || result == RESULT_BROKEN ||
	    result == RESULT_HUNG_UP)
		return request_fail(req, result, rule);
	/* The answer is a success to HTTP; the dispatcher would not log it. */
	log_write(reason == BROWSER_CANCELLED ? LOG_LEVEL_INFO
	    : LOG_LEVEL_WARNING, req->id, "%s %s refused: %s",
	    req->route->method, req->route->pattern,
	    rule == NULL ? result_row(result)->word : rule);
	return browser_go(req, page(reason));
}
