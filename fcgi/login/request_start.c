/* SPDX-License-Identifier: EUPL-1.2 */
#include <stddef.h>
#include <string.h>
#include "core/conf.h"
#include "core/response.h"
#include "core/vault.h"
#include "login/authn_request.h"
#include "login/browser.h"
#include "login/instant.h"
#include "login/journal.h"
#include "login/login.h"
#include "login/operations.h"
#include "login/redirect.h"

#define RETURN_MOST 500
#define WAIT_SECONDS 600 /* as long as api_login.request_start waits */
#define RETURN_PRESET "/sager.html"

static const struct db_statement statement = {"request_start",
    "SELECT ret_until FROM api_login.request_start($1, $2, $3, $4, $5, $6, $7, "
    "$8, $9)", 9, {DB_BYTES, DB_BYTES, DB_TEXT, DB_TEXT, DB_TEXT, DB_INT4,
    DB_BOOL, DB_BYTES, DB_BYTES}};

static const struct db_statement session_over = {"session_over",
    "SELECT ret_over FROM api_login.session_over($1)", 1, {DB_BYTES}};

struct asked {
	const char *return_to; /* path on this site, without the base path */
	int level;             /* index into level_words */
	bool force;
};

static const char *const level_words[] = {"Low", "Substantial", "High", NULL};
static const struct field fields[] = {
    {"return", FIELD_TEXT, offsetof(struct asked, return_to), false, 1,
	RETURN_MOST, NULL},
    {"level", FIELD_WORD, offsetof(struct asked, level), false, 0, 0,
	level_words},
    {"force", FIELD_BOOL, offsetof(struct asked, force), false, 0, 0, NULL},
};

/* A local absolute path in printable ASCII: neither "//host" nor "/\host",
 * which browsers read as another site. */
static bool
is_local(const char *path)
{
	if (path[0] != '/' || path[1] == '/')
		return false;
	for (; *path != '\0'; path++)
		if (*path <= ' ' || *path > '~' || *path == '\\')
			return false;
	return true;
}

/* The site's pages know their whole path; the row has it without the base. */
static const char *
without_base(const struct request *req, const char *path)
{
	const char *base = req->shared->conf->base_path;
	size_t length = strlen(base);

	return strncmp(path, base, length) == 0 && path[length] == '/'
	    ? path + length : path;
}

/*
 * Only a person who comes here begins a log-in: not a picture or a frame of
 * another site. Browsers that don't say (Fetch Metadata) are believed.
 */
static bool
is_visit(const struct request *req)
{
	const char *dest = request_header(req, "HTTP_SEC_FETCH_DEST");

	return dest == NULL || strcmp(dest, "document") == 0;
}

static enum result
check(struct request *req, struct asked *asked)
{
	if (!is_visit(req))
		return request_fail(req, RESULT_DENIED,
		    "Sec-Fetch-Dest: a document that a person goes to");
	enum result result = request_query_known(req, fields,
	    sizeof fields / sizeof fields[0], asked);

	if (result != RESULT_OK)
		return result;
	asked->return_to = without_base(req, asked->return_to);
	if (!is_local(asked->return_to))
		return request_fail(req, RESULT_BAD_INPUT,
		    "query.return: a path on this site");
	return RESULT_OK;
}

/* The request's URL at the IdP, signed. */
static enum result
build_url(const struct saml *saml, const struct authn_request *request,
    const char *relay, struct build *url)
{
	struct build xml = {0};
	enum result result = RESULT_BROKEN;

	authn_request_build(saml, request, &xml);
	if (!xml.failed) {
		const struct redirect_options options = {
		    .key = saml->sign_key, .endpoint = request->idp->sso_url,
		    .field = "SAMLRequest", .xml = xml.text, .relay = relay};
		result = redirect_build(&options, url);
	}
	build_clear(&xml);
	return result;
}

/* What one log-in is made of. */
struct start {
	const struct asked *asked;
	struct authn_request request;
	char id[SAML_ID_SIZE];
	struct browser_relay relay;
	struct browser browser;
	unsigned char replaces[VAULT_HASH_BYTES];
	struct build url;
};

static enum result
store(struct request *req, struct start *start)
{
	struct build entry = {0};
	struct db_value sealed;

	journal_begin(&entry, req, "request");
	enum result result = journal_seal(&entry, req, start->url.text,
	    start->url.length, &sealed);
	if (result != RESULT_OK)
		return result;
	if (req->has_session)
		vault_sha256(req->session.session_key,
		    TOKEN_SESSION_KEY_BYTES, start->replaces);
	const struct db_value values[] = {
	    db_bytes(start->relay.hash, sizeof start->relay.hash),
	    db_bytes(start->browser.hash, sizeof start->browser.hash),
	    db_text(start->id), db_text(start->request.idp->entity_id),
	    db_text(start->asked->return_to),
	    db_int4((int32_t)start->request.level),
	    db_bool(start->request.force),
	    req->has_session ? db_bytes(start->replaces,
		sizeof start->replaces) : db_null(DB_BYTES),
	    sealed};
	return db_call(req->shared->db, &statement, values, NULL, &req->rule);
}

/*
 * After a session that ran out somebody else may sit there, and the IdP's own
 * session may live: it is to ask anew.
 */
static enum result
check_force(struct request *req, bool *force)
{
	struct db_rows *rows = NULL;

	*force |= req->had_session;
	if (!req->has_session)
		return RESULT_OK;
	const struct db_value key = db_bytes(req->session.session_key,
	    TOKEN_SESSION_KEY_BYTES);
	enum result result = db_call(req->shared->db, &session_over, &key,
	    &rows, &req->rule);
	if (result == RESULT_OK)
		*force |= db_get_bool(rows, 0, 0);
	db_rows_free(rows);
	return result;
}

static enum result
begin(struct request *req, struct start *start)
{
	const struct saml *saml = &login_of(req)->saml;

	enum result result = check_force(req, &start->request.force);
	if (result == RESULT_OK)
		result = browser_recognise(req, &start->browser);
	if (result != RESULT_OK)
		return result;
	saml_make_id(start->id);
	browser_relay_make(start->browser.cookie, &start->relay);
	result = build_url(saml, &start->request, start->relay.text,
	    &start->url);
	if (result == RESULT_OK)
		result = store(req, start);
	if (result == RESULT_OK)
		result = browser_keep(req, &start->browser,
		    start->request.now / INSTANT_SECOND + WAIT_SECONDS);
	return result != RESULT_OK ? result
	    : response_redirect(req, start->url.text);
}

enum result
request_start(struct request *req)
{
	const struct saml *saml = &login_of(req)->saml;
	struct asked asked = {.return_to = RETURN_PRESET};
	struct start start = {.asked = &asked};

	if (req->head) /* begins nothing */
		return response_empty(req, 204);
	enum result result = check(req, &asked);
	if (result != RESULT_OK)
		return result;
	enum level level = LEVEL_LOW + (enum level)asked.level;
	start.request = (struct authn_request){.id = start.id,
	    .idp = &saml->idps[0], .force = asked.force,
	    .level = level > saml->level ? level : saml->level,
	    .now = instant_now()};
	result = begin(req, &start);
	build_clear(&start.url);
	vault_wipe(&start.browser, sizeof start.browser);
	if (result == RESULT_OK)
		sweep(req);
	return result;
}
