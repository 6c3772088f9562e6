/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/sealed_cookie.h"

#include <string.h>
#include <time.h>

#include "core/conf.h"
#include "core/cookie.h"
#include "core/response.h"
#include "core/vault.h"

/* Where a cookie may have been set from: parents of a host, parts of a path. */
#define DOMAINS_MOST 4
#define PATH_PARTS_MOST 6

const struct sealed_cookie sealed_cookie_session = {.word = "minsag",
    .realm = TOKEN_CITIZEN, .path = "/", .same_site = "Lax"};

bool
sealed_cookie_own_host(const struct request *req)
{
	return req->shared->conf->base_path[0] == '\0';
}

const char *
sealed_cookie_name(struct request *req, const struct sealed_cookie *cookie)
{
	return pool_printf(req->pool, "%s%s", sealed_cookie_own_host(req)
	    ? "__Host-" : "__Secure-", cookie->word);
}

static const char *
path_of(struct request *req, const struct sealed_cookie *cookie)
{
	return sealed_cookie_own_host(req) ? "/" : pool_printf(req->pool,
	    "%s%s", req->shared->conf->base_path, cookie->path);
}

static enum result
add_line(struct request *req, const char *line)
{
	if (line == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	return response_header(req, "Set-Cookie", line);
}

enum result
sealed_cookie_set(struct request *req, const struct sealed_cookie *cookie,
    const struct token_claims *claims, long seconds)
{
	const char *name = sealed_cookie_name(req, cookie);
	const char *path = path_of(req, cookie), *age = "";
	char text[TOKEN_TEXT_SIZE];

	if (seconds > 0)
		age = pool_printf(req->pool, "; Max-Age=%ld", seconds);
	enum result result = token_seal(req->shared->ring, cookie->realm,
	    claims, text);
	if (result != RESULT_OK)
		return request_fail(req, result, "token: cannot be sealed");
	return add_line(req, name == NULL || path == NULL || age == NULL
	    ? NULL : pool_printf(req->pool, "%s=%s; Path=%s; Secure; HttpOnly; "
	    "SameSite=%s%s", name, text, path, cookie->same_site, age));
}

/* domain: NULL for a cookie of this host alone. */
static enum result
delete_at(struct request *req, const struct sealed_cookie *cookie,
    const char *domain, const char *path)
{
	const char *name = sealed_cookie_name(req, cookie);

	return add_line(req, name == NULL || path == NULL ? NULL
	    : pool_printf(req->pool, "%s=; Path=%s%s%s; Secure; HttpOnly; "
	    "SameSite=%s; Max-Age=0", name, path,
	    domain == NULL ? "" : "; Domain=", domain == NULL ? "" : domain,
	    cookie->same_site));
}

enum result
sealed_cookie_clear(struct request *req, const struct sealed_cookie *cookie)
{
	return delete_at(req, cookie, NULL, path_of(req, cookie));
}

/* The host, then each parent of it that has a dot. The last may be one that
 * browsers let nobody set cookies for; they leave that line aside. */
static size_t
find_domains(struct request *req, const char *domains[DOMAINS_MOST])
{
	const char *host = strstr(req->shared->conf->origin, "://");
	size_t count = 0;

	if (host == NULL)
		return 0;
	host += strlen("://");
	const char *name = pool_copy(req->pool, host, strcspn(host, ":"));
	while (name != NULL && count < DOMAINS_MOST &&
	    strchr(name, '.') != NULL) {
		domains[count++] = name;
		name = strchr(name, '.') + 1;
	}
	return count;
}

/* "/a/b": "/a/b", "/a/", "/a" and "/". */
static enum result
delete_below(struct request *req, const struct sealed_cookie *cookie,
    const char *domain, const char *whole)
{
	size_t length = strlen(whole);
	enum result result = delete_at(req, cookie, domain, whole);

	for (int i = 0; i < 2 * PATH_PARTS_MOST && length > 1 &&
	    result == RESULT_OK; i++) {
		if (whole[length - 1] == '/')
			length--;
		else
			while (whole[length - 1] != '/')
				length--;
		result = delete_at(req, cookie, domain,
		    pool_copy(req->pool, whole, length));
	}
	return result;
}

static enum result
delete_everywhere(struct request *req, const struct sealed_cookie *cookie)
{
	const char *domains[DOMAINS_MOST];

	if (sealed_cookie_own_host(req))
		return sealed_cookie_clear(req, cookie);
	const char *whole = pool_printf(req->pool, "%s%s",
	    req->shared->conf->base_path, req->path);
	if (whole == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	enum result result = delete_below(req, cookie, NULL, whole);
	for (size_t i = 0, count = find_domains(req, domains);
	    result == RESULT_OK && i < count; i++)
		result = delete_below(req, cookie, domains[i], whole);
	return result;
}

/* Takes claims in; false when they are another token's than what is there. */
static bool
take(struct token_claims *claims, bool *found, const struct token_claims *next)
{
	if (*found && memcmp(claims->session_key, next->session_key,
		TOKEN_SESSION_KEY_BYTES) != 0)
		return false;
	*claims = *next;
	*found = true;
	return true;
}

enum result
sealed_cookie_open(struct request *req, const struct sealed_cookie *cookie,
    struct token_claims *ret_claims, bool *ret_expired)
{
	const char *at = request_header(req, "HTTP_COOKIE"), *text;
	const char *name = sealed_cookie_name(req, cookie);
	struct token_claims claims, next;
	bool found = false, same = true, expired = false;
	size_t length;

	if (name == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	while (at != NULL && cookie_next(&at, name, &text, &length)) {
		if (token_open(req->shared->ring, cookie->realm, text, length,
			&next) != RESULT_OK)
			continue;
		if (token_is_current(&next, time(NULL)))
			same &= take(&claims, &found, &next);
		else
			expired = true;
	}
	if (ret_expired != NULL)
		*ret_expired = expired;
	if (found && same)
		*ret_claims = claims;
	vault_wipe(&claims, sizeof(claims));
	vault_wipe(&next, sizeof(next));
	if (found && same)
		return RESULT_OK;
	if (!same && delete_everywhere(req, cookie) != RESULT_OK)
		return RESULT_TRY_AGAIN;
	return request_fail(req, RESULT_NOT_LOGGED_IN, same
	    ? "session: no cookie that opens" : "session: one cookie");
}
