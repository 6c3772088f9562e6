/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/route.h"

#include <string.h>

#include "core/conf.h"
#include "core/gateway.h"
#include "core/log.h"
#include "core/response.h"
#include "core/sealed_cookie.h"
#include "core/target.h"
#include "core/vault.h"

static bool
answers_method(const struct route *route, const struct request *req)
{
	return strcmp(route->method, req->method) == 0 ||
	    (req->head && strcmp(route->method, "GET") == 0);
}

/* "Allow: GET, HEAD, POST" from the rows that match the path. */
static enum result
refuse_method(const struct route_table *table, struct request *req)
{
	struct uuid ignored[REQUEST_VARIABLES_MOST];
	const char *allow = NULL;
	int count;

	for (size_t i = 0; i < table->count; i++) {
		const struct route *row = &table->rows[i];
		if (!target_matches(row->pattern, req->path, ignored,
		    REQUEST_VARIABLES_MOST, &count))
			continue;
		const char *head = strcmp(row->method, "GET") == 0
		    ? ", HEAD" : "";
		allow = pool_printf(req->pool, "%s%s%s%s",
		    allow == NULL ? "" : allow, allow == NULL ? "" : ", ",
		    row->method, head);
		if (allow == NULL)
			return request_fail(req, RESULT_TRY_AGAIN, "memory");
	}
	if (response_header(req, "Allow", allow) != RESULT_OK)
		return RESULT_TRY_AGAIN;
	return request_fail(req, RESULT_WRONG_METHOD,
	    "method: see the Allow header");
}

static enum result
check_route(const struct route_table *table, struct request *req)
{
	bool path_known = false;

	for (size_t i = 0; i < table->count; i++) {
		const struct route *row = &table->rows[i];
		if (!target_matches(row->pattern, req->path, req->variables,
		    REQUEST_VARIABLES_MOST, &req->variable_count))
			continue;
		path_known = true;
		if (answers_method(row, req)) {
			req->route = row;
			return RESULT_OK;
		}
	}
	if (path_known)
		return refuse_method(table, req);
	return request_fail(req, RESULT_NOT_FOUND, "path");
}

/* ?lang=da or en stands before the header; request_query refuses others. */
static void
read_language(struct request *req)
{
	for (const char *p = req->query; *p != '\0';) {
		size_t length = strcspn(p, "&");
		if (length == 7 && memcmp(p, "lang=da", 7) == 0)
			req->language = LANGUAGE_DA;
		if (length == 7 && memcmp(p, "lang=en", 7) == 0)
			req->language = LANGUAGE_EN;
		p += length + (p[length] == '&');
	}
}

static enum result
check_path(struct request *req)
{
	const char *uri = request_header(req, "REQUEST_URI");
	struct target target;
	enum result result;

	if (uri == NULL)
		return request_fail(req, RESULT_BAD_INPUT, "uri");
	result = target_parse(uri, req->shared->conf->base_path, req->pool,
	    &target, &req->rule);
	if (result != RESULT_OK)
		return result;
	req->path = target.path;
	req->query = target.query;
	read_language(req);
	return RESULT_OK;
}

static enum result
check_session(struct request *req)
{
	enum result result = sealed_cookie_open(req, &sealed_cookie_session,
	    &req->session, &req->had_session);

	req->has_session = result == RESULT_OK;
	if (req->route->who == WHO_NOBODY)
		return result == RESULT_NOT_LOGGED_IN
		    ? request_fail(req, RESULT_OK, NULL) : result;
	if (result != RESULT_OK)
		return result;
	if (req->session.level < req->route->level)
		return request_fail(req, RESULT_DENIED,
		    "level: log in with a higher assurance level");
	return RESULT_OK;
}

/*
 * Browsers send "Origin: null" with a form of our own page under
 * Referrer-Policy: no-referrer; then Sec-Fetch-Site, which no page can set,
 * decides.
 */
static enum result
check_origin(struct request *req)
{
	const char *origin = request_header(req, "HTTP_ORIGIN");
	const char *site = request_header(req, "HTTP_SEC_FETCH_SITE");

	if (!req->route->origin)
		return RESULT_OK;
	if (origin != NULL && strcmp(origin, "null") != 0) {
		if (strcmp(origin, req->shared->conf->origin) == 0)
			return RESULT_OK;
	} else if (site != NULL && strcmp(site, "same-origin") == 0) {
		return RESULT_OK;
	}
	return request_fail(req, RESULT_DENIED, "origin: our own");
}

/* Of those that are waited for alone, the owner's waiting; of a session. */
#define WAITING_ALONE 2
#define WAITING_SESSION 64

static struct turn
turn_of(const struct route_table *table, const struct request *req)
{
	const char *pattern = req->route->pattern;
	bool alone = table->alone != NULL &&
	    strcmp(pattern, table->alone) == 0;
	struct turn turn = {
	    .at_once = alone ? 1 : (int)req->shared->conf->session_requests,
	    .waiting = alone ? WAITING_ALONE : WAITING_SESSION};
	unsigned char hash[VAULT_HASH_BYTES];

	vault_sha256(req->session.session_key, TOKEN_SESSION_KEY_BYTES, hash);
	memcpy(turn.owner, hash, TURN_KEY_BYTES);
	if (alone)
		vault_sha256(pattern, strlen(pattern), hash);
	memcpy(turn.key, hash, TURN_KEY_BYTES);
	return turn;
}

/* A citizen's request takes its turn, or waits for it. */
static enum result
take_turn(const struct route_table *table, struct request *req)
{
	void *at = req->gateway;
	enum turn_answer answer;

	if (req->has_turn || req->shared->turns == NULL ||
	    req->route->who == WHO_NOBODY)
		return RESULT_OK;
	req->turn = turn_of(table, req);
	answer = turns_take(req->shared->turns, &req->turn, &at);
	req->has_turn = answer == TURN_NOW;
	req->waits = answer == TURN_LATER;
	req->gateway = at;
	return answer == TURN_NEVER ? request_fail(req, RESULT_TRY_AGAIN,
	    "turn: too many requests of the session wait") : RESULT_OK;
}

/* The fixed order of preconditions, then the handler. */
static enum result
answer(const struct route_table *table, struct request *req)
{
	enum result result;
	size_t length = 0;

	if ((result = check_path(req)) != RESULT_OK)
		return result;
	if ((result = check_route(table, req)) != RESULT_OK)
		return result;
	if ((result = request_body_length(req, req->route->body_limit,
	    &length)) != RESULT_OK)
		return result;
	if ((result = check_session(req)) != RESULT_OK)
		return result;
	if ((result = check_origin(req)) != RESULT_OK)
		return result;
	if ((result = take_turn(table, req)) != RESULT_OK || req->waits)
		return result;
	if (length > 0 && !table->body_later &&
	    (result = request_body(req, length)) != RESULT_OK)
		return result;
	result = req->route->handler(req);
	if (result == RESULT_OK && !req->begun)
		return request_fail(req, RESULT_BROKEN,
		    "response: the handler gave none");
	return result;
}

/* The one place where a request's end is logged. */
static void
log_end(const struct request *req, enum result result)
{
	const struct result_row *row = result_row(result);
	const char *method = req->route == NULL ? "-" : req->route->method;
	const char *pattern = req->route == NULL ? "-" : req->route->pattern;

	if (result == RESULT_OK)
		log_write(LOG_LEVEL_DEBUG, req->id, "%s %s %d", method,
		    pattern, req->status);
	else
		log_write(row->level, req->id, "%s %s %s: %s", method, pattern,
		    row->word, req->rule == NULL ? "-" : req->rule);
}

/* What every answer of the program says, whether it went well or not. */
static enum result
add_headers(const struct route_table *table, struct request *req)
{
	enum result result = RESULT_OK;

	for (const char *const *h = table->headers;
	    result == RESULT_OK && h != NULL && h[0] != NULL; h += 2)
		result = response_header(req, h[0], h[1]);
	return result;
}

void
route_dispatch(const struct route_table *table, struct request *req)
{
	enum result result, sent;

	request_begin(req);
	req->pages = table->pages;
	result = add_headers(table, req);
	if (result == RESULT_OK)
		result = answer(table, req);
	if (req->waits)
		return;
	if (result != RESULT_OK) {
		sent = response_problem(req, result);
		if (sent == RESULT_HUNG_UP)
			result = sent;
	}
	log_end(req, result);
}

static const char *
level_word(enum level level)
{
	static const char *const words[] = {"none", "low", "substantial",
	    "high"};

	return words[level];
}

void
route_print(FILE *out, const struct route_table *table)
{
	for (size_t i = 0; i < table->count; i++) {
		const struct route *row = &table->rows[i];
		fprintf(out, "%s\t%s\t%s\t%s\t%s\t%zu\t%s\t%s\n", row->method,
		    row->pattern, row->who == WHO_NOBODY ? "nobody" : "citizen",
		    level_word(row->level), row->origin ? "origin" : "-",
		    row->body_limit,
		    row->function == NULL ? "-" : row->function, row->line);
	}
}
