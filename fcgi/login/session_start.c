/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include "core/conf.h"
#include "core/pool.h"
#include "core/query.h"
#include "core/response.h"
#include "core/vault.h"
#include "login/accept.h"
#include "login/browser.h"
#include "login/instant.h"
#include "login/journal.h"
#include "login/login.h"
#include "login/login_refuse.h"
#include "login/operations.h"

#define CPR_DIGITS 10

static const struct db_statement statement = {"session_start",
    "SELECT ret_return_to FROM api_login.session_start($1, $2, $3, $4, $5, $6, "
    "$7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)", 19,
    {DB_BYTES, DB_BYTES, DB_TEXT, DB_TEXT, DB_TEXT, DB_INT4, DB_TIME,
    DB_BYTES, DB_BYTES, DB_BYTES, DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_INT4,
    DB_TIME, DB_BYTES, DB_BYTES, DB_TEXT}};

static const struct db_statement repeat = {"session_repeat",
    "SELECT ret_return_to FROM api_login.session_repeat($1, $2, $3)", 3,
    {DB_BYTES, DB_BYTES, DB_BYTES}};

/* The form's two fields and the browser's cookie. */
struct posted {
	const char *response;
	size_t length;
	unsigned char hash[VAULT_HASH_BYTES]; /* of the response */
	struct browser_relay relay;
	struct browser browser;
};

static enum result
refuse(struct request *req, const char *rule)
{
	return request_fail(req, RESULT_DENIED, rule);
}

/* The value of a field that is there once, or NULL. */
static const struct query_pair *
only_pair(const struct query_pair *pairs, size_t count, const char *name)
{
	const struct query_pair *found = NULL;

	for (size_t i = 0; i < count; i++) {
		if (strcmp(pairs[i].name, name) != 0)
			continue;
		if (found != NULL)
			return NULL;
		found = &pairs[i];
	}
	return found;
}

/* Rules 1.2 and 1.9: what we gave to this browser comes back, unchanged. */
static enum result
check(struct request *req, struct posted *posted)
{
	struct query_pair pairs[QUERY_PAIRS_MOST];
	size_t count;

	if (!request_has_type(req, "application/x-www-form-urlencoded"))
		return refuse(req, "saml-bindings 3.5.4: wanted a form");
	enum result result = query_parse(req->body, req->body_length,
	    req->pool, pairs, &count, &req->rule);
	if (result != RESULT_OK)
		return result;
	const struct query_pair *response = only_pair(pairs, count,
	    "SAMLResponse");
	const struct query_pair *relay = only_pair(pairs, count,
	    "RelayState");
	if (response == NULL)
		return refuse(req, "saml-bindings 3.5.4: wanted one "
		    "SAMLResponse");
	if (relay == NULL || !browser_relay_read(relay->value,
	    &posted->relay))
		return refuse(req, "oiosaml 1.2: RelayState: wanted one of "
		    "ours");
	result = browser_return(req, &posted->relay, &posted->browser);
	if (result == RESULT_NOT_LOGGED_IN)
		return refuse(req, "oiosaml 1.9: wanted the cookie of the "
		    "browser that asked");
	posted->response = response->value;
	posted->length = response->value_length;
	vault_sha256(response->value, response->value_length, posted->hash);
	return result;
}

/* The session that is to be. */
struct start {
	struct posted *posted;
	const struct accepted *accepted;
	struct token_claims claims;
	int64_t until; /* microseconds */
	unsigned char key_hash[VAULT_HASH_BYTES];
	unsigned char cpr_hash[VAULT_HASH_BYTES];
	unsigned char cpr_sealed[CPR_DIGITS + VAULT_BOX_EXTRA_BYTES];
	struct db_value sealed; /* log entry */
};

/* Rule 1.9: the absolute limit, and earlier when the IdP says so. */
static int64_t
session_end(const struct conf *conf, const struct identity *identity,
    int64_t now)
{
	int64_t ours = now +
	    conf->session_absolute_minutes * 60 * INSTANT_SECOND;

	return identity->session_until < ours ? identity->session_until : ours;
}

static enum result
seal_person(const struct login *login, const char *cpr, struct start *start)
{
	vault_keyed_hash(login->identity_key->bytes, cpr, CPR_DIGITS,
	    start->cpr_hash);
	return vault_box(login->courier_key->bytes, cpr, CPR_DIGITS,
	    start->cpr_sealed);
}

static enum result
seal_entry(struct request *req, struct start *start)
{
	const struct accepted *accepted = start->accepted;
	struct build entry = {0};

	journal_begin(&entry, req, "session");
	journal_line(&entry, "idp", accepted->idp->entity_id);
	journal_line(&entry, "in-response-to",
	    accepted->identity.in_response_to);
	journal_line(&entry, "assertion", accepted->identity.assertion_id);
	journal_line(&entry, "name-id", accepted->identity.name_id);
	journal_line(&entry, "session-index",
	    accepted->identity.session_index);
	return journal_seal(&entry, req, accepted->plain.bytes,
	    accepted->plain.length, &start->sealed);
}

static enum result
prepare(struct request *req, struct start *start)
{
	const struct identity *identity = &start->accepted->identity;
	int64_t now = instant_now();

	start->until = session_end(req->shared->conf, identity, now);
	start->claims.issued = now / INSTANT_SECOND;
	start->claims.expires = start->until / INSTANT_SECOND;
	start->claims.level = identity->level;
	vault_random(start->claims.session_key, TOKEN_SESSION_KEY_BYTES);
	vault_sha256(start->claims.session_key, TOKEN_SESSION_KEY_BYTES,
	    start->key_hash);
	enum result result = seal_person(login_of(req), identity->cpr, start);
	return result != RESULT_OK ? result : seal_entry(req, start);
}

/* One statement: request and assertion used, person and session there. */
static enum result
store(struct request *req, const struct start *start,
    struct db_rows **ret_rows)
{
	const struct identity *identity = &start->accepted->identity;
	const struct posted *posted = start->posted;
	const struct conf *conf = req->shared->conf;
	const struct db_value values[] = {
	    db_bytes(posted->relay.hash, sizeof posted->relay.hash),
	    db_bytes(posted->browser.hash, sizeof posted->browser.hash),
	    db_text(identity->in_response_to),
	    db_text(start->accepted->idp->entity_id),
	    db_text(identity->assertion_id),
	    db_int4((int32_t)identity->level),
	    db_time(identity->authn_instant + login_of(req)->saml.skew),
	    db_bytes(start->cpr_hash, sizeof start->cpr_hash),
	    db_bytes(start->cpr_sealed, sizeof start->cpr_sealed),
	    db_bytes(start->key_hash, sizeof start->key_hash),
	    db_text(identity->full_name), db_text(identity->name_id),
	    db_text(identity->name_id_format),
	    db_text(identity->session_index),
	    db_int4((int32_t)conf->session_idle_minutes),
	    db_time(start->until),
	    db_bytes(posted->hash, sizeof posted->hash), start->sealed,
	    db_text(req->id)};

	return db_call(req->shared->db, &statement, values, ret_rows,
	    &req->rule);
}

/* The cookies, and back to the page that was asked for. Who comes back later,
 * by "back" or another tab, is known as long as the session may last. */
static enum result
show(struct request *req, const struct start *start,
    const struct db_rows *rows)
{
	enum result result = browser_set_session(req, &start->claims);
	if (result == RESULT_OK)
		result = browser_keep(req, &start->posted->browser,
		    start->claims.expires);
	return result != RESULT_OK ? result
	    : browser_go(req, db_get_text(rows, 0, 0));
}

/*
 * An answer that is refused may be the one that has logged this browser in:
 * pressed twice, loaded again, gone back to. Then it leads on. False when it
 * isn't, or nobody can say.
 */
static bool
is_repeated(struct request *req, const struct posted *posted,
    struct db_rows **ret_rows)
{
	const struct db_value values[] = {
	    db_bytes(posted->relay.hash, sizeof posted->relay.hash),
	    db_bytes(posted->browser.hash, sizeof posted->browser.hash),
	    db_bytes(posted->hash, sizeof posted->hash)};
	const char *rule;

	return db_call(req->shared->db, &repeat, values, ret_rows, &rule) ==
	    RESULT_OK && db_rows_count(*ret_rows) == 1;
}

static enum result
end(struct request *req, const struct posted *posted, enum result why,
    const char *rule, const struct accepted *accepted)
{
	struct db_rows *rows = NULL;
	enum result result;
	/* A rule of the database is its thread's until the next call. */
	const char *kept = pool_printf(req->pool, "%s",
	    rule == NULL ? result_row(why)->word : rule);

	if (kept == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	if ((why == RESULT_DENIED || why == RESULT_CONFLICT) &&
	    is_repeated(req, posted, &rows))
		result = browser_go(req, db_get_text(rows, 0, 0));
	else
		result = login_refuse(req, why, kept, accepted);
	db_rows_free(rows);
	return result;
}

static enum result
start_session(struct request *req, struct posted *posted,
    const struct accepted *accepted)
{
	struct start start = {.posted = posted, .accepted = accepted};
	struct db_rows *rows = NULL;

	enum result result = prepare(req, &start);
	if (result == RESULT_OK)
		result = store(req, &start, &rows);
	if (result != RESULT_OK)
		result = end(req, posted, result, req->rule, accepted);
	else
		result = show(req, &start, rows);
	db_rows_free(rows);
	vault_wipe(&start.claims, sizeof start.claims);
	return result;
}

enum result
session_start(struct request *req)
{
	struct accepted accepted = {0};
	struct posted posted = {0};
	const char *rule;

	enum result result = check(req, &posted);
	if (result != RESULT_OK)
		return login_refuse(req, result, req->rule, NULL);
	result = accept_response(&login_of(req)->saml, posted.response,
	    posted.length, instant_now(), &accepted, &rule);
	if (result != RESULT_OK)
		result = end(req, &posted, result, rule, NULL);
	else
		result = start_session(req, &posted, &accepted);
	accept_clear(&accepted);
	vault_wipe(&posted.browser, sizeof posted.browser);
	return result;
}
