/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include <time.h>
#include "core/conf.h"
#include "core/log.h"
#include "core/pool.h"
#include "core/response.h"
#include "core/route.h"
#include "core/sealed_cookie.h"
#include "core/text.h"
#include "core/vault.h"
#include "login/browser.h"

#define COOKIES 16

void
browser_relay_make(unsigned cookie, struct browser_relay *ret_relay)
{
	unsigned char bytes[BROWSER_SECRET_BYTES];

	vault_random(bytes, sizeof bytes);
	bytes[sizeof bytes - 1] = (unsigned char)
	    ((bytes[sizeof bytes - 1] & 0xf0) | cookie);
	text_to_base64url(ret_relay->text, bytes, sizeof bytes);
	vault_sha256(bytes, sizeof bytes, ret_relay->hash);
	ret_relay->cookie = cookie;
	vault_wipe(bytes, sizeof bytes);
}

bool
browser_relay_read(const char *text, struct browser_relay *ret_relay)
{
	unsigned char bytes[BROWSER_SECRET_BYTES];

	if (text == NULL || strlen(text) != BROWSER_SECRET_TEXT - 1 ||
	    text_from_base64url(text, BROWSER_SECRET_TEXT - 1, bytes,
	    sizeof bytes) != RESULT_OK)
		return false;
	memcpy(ret_relay->text, text, BROWSER_SECRET_TEXT);
	vault_sha256(bytes, sizeof bytes, ret_relay->hash);
	ret_relay->cookie = bytes[sizeof bytes - 1] & 0x0f;
	return true;
}

/*
 * The response comes as a POST from another site, so only SameSite=None
 * reaches it (rule 1.9).
 */
static struct sealed_cookie
login_cookie(unsigned number)
{
	static const char words[COOKIES][16] = {"minsag-login-0",
	    "minsag-login-1", "minsag-login-2", "minsag-login-3",
	    "minsag-login-4", "minsag-login-5", "minsag-login-6",
	    "minsag-login-7", "minsag-login-8", "minsag-login-9",
	    "minsag-login-a", "minsag-login-b", "minsag-login-c",
	    "minsag-login-d", "minsag-login-e", "minsag-login-f"};

	return (struct sealed_cookie){.word = words[number % COOKIES],
	    .realm = TOKEN_LOGIN, .path = "/saml/", .same_site = "None"};
}

static enum result
open_cookie(struct request *req, unsigned number, struct browser *browser)
{
	const struct sealed_cookie cookie = login_cookie(number);

	enum result result = sealed_cookie_open(req, &cookie,
	    &browser->claims, NULL);
	browser->cookie = number;
	if (result == RESULT_OK)
		vault_sha256(browser->claims.session_key,
		    TOKEN_SESSION_KEY_BYTES, browser->hash);
	return result;
}

enum result
browser_recognise(struct request *req, struct browser *ret_browser)
{
	enum result result = RESULT_NOT_LOGGED_IN;
	unsigned char chance;

	for (unsigned i = 0; i < COOKIES && result == RESULT_NOT_LOGGED_IN;
	     i++)
		result = open_cookie(req, i, ret_browser);
	req->rule = NULL;
	if (result != RESULT_NOT_LOGGED_IN)
		return result;
	vault_random(&chance, 1);
	*ret_browser = (struct browser){.cookie = chance % COOKIES,
	    .claims = {.issued = time(NULL)}};
	vault_random(ret_browser->claims.session_key, TOKEN_SESSION_KEY_BYTES);
	vault_sha256(ret_browser->claims.session_key, TOKEN_SESSION_KEY_BYTES,
	    ret_browser->hash);
	return RESULT_OK;
}

enum result
browser_return(struct request *req, const struct browser_relay *relay,
    struct browser *ret_browser)
{
	return open_cookie(req, relay->cookie, ret_browser);
}

enum result
browser_keep(struct request *req, struct browser *browser, int64_t until)
{
	const struct sealed_cookie cookie = login_cookie(browser->cookie);

	if (browser->claims.expires < until)
		browser->claims.expires = until;
	return sealed_cookie_set(req, &cookie, &browser->claims,
	    (long)(browser->claims.expires - time(NULL)));
}

enum result
browser_set_session(struct request *req, const struct token_claims *claims)
{
	return sealed_cookie_set(req, &sealed_cookie_session, claims, 0);
}

/* Whoever sits there next is another browser to us. */
static enum result
clear_secrets(struct request *req)
{
	enum result result = RESULT_OK;
	struct browser browser;

	for (unsigned i = 0; i < COOKIES && result == RESULT_OK; i++) {
		const struct sealed_cookie cookie = login_cookie(i);
		result = open_cookie(req, i, &browser);
		if (result == RESULT_OK)
			result = sealed_cookie_clear(req, &cookie);
		else if (result == RESULT_NOT_LOGGED_IN)
			result = request_fail(req, RESULT_OK, NULL);
	}
	vault_wipe(&browser, sizeof browser);
	return result;
}

/* Not "cookies": that would be those of all hosts beside ours, too. */
enum result
browser_clear_session(struct request *req)
{
	enum result result = clear_secrets(req);

	if (result == RESULT_OK && sealed_cookie_own_host(req))
		result = response_header(req, "Clear-Site-Data",
		    "\"cache\", \"storage\"");
	return result != RESULT_OK ? result
	    : sealed_cookie_clear(req, &sealed_cookie_session);
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
