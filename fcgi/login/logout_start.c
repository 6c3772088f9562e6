/* SPDX-License-Identifier: EUPL-1.2 */
#include <string.h>
#include "core/pool.h"
#include "core/response.h"
#include "login/browser.h"
#include "login/instant.h"
#include "login/journal.h"
#include "login/login.h"
#include "login/logout_message.h"
#include "login/operations.h"
#include "login/redirect.h"

#define LOGGED_OUT "/udlogget.html"

static const struct db_statement statement = {"logout_start",
    "SELECT ret_issuer, ret_name_id, ret_name_id_format, ret_session_index "
    "FROM api_login.logout_start($1, $2, $3, $4, $5)", 5,
    {DB_BYTES, DB_TEXT, DB_BYTES, DB_BYTES, DB_TEXT}};

struct start {
	char id[SAML_ID_SIZE];
	struct browser_relay relay;
	struct db_rows *rows; /* of the session that was ended */
	struct build url;     /* where log-out goes on; empty: nowhere */
};

/* Ends the session here, whatever happens later at the IdP (rule 1.7). */
static enum result
end_session(struct request *req, struct start *start)
{
	struct build entry = {0};
	struct db_value sealed;

	journal_begin(&entry, req, "logout-request");
	journal_line(&entry, "id", start->id);
	enum result result = journal_seal(&entry, req, NULL, 0, &sealed);
	if (result != RESULT_OK)
		return result;
	const struct db_value values[] = {
	    db_bytes(req->session.session_key, TOKEN_SESSION_KEY_BYTES),
	    db_text(start->id),
	    db_bytes(start->relay.hash, sizeof start->relay.hash), sealed,
	    db_text(req->id)};
	return db_call(req->shared->db, &statement, values, &start->rows,
	    &req->rule);
}

/* The signed LogoutRequest; none when the IdP has no address for it. */
static enum result
build_url(const struct saml *saml, struct start *start)
{
	const struct db_rows *rows = start->rows;
	struct build xml = {0};
	enum result result = RESULT_BROKEN;

	if (db_rows_count(rows) == 0)
		return RESULT_OK;
	const struct idp *idp = saml_find_idp(saml, db_get_text(rows, 0, 0));
	if (idp == NULL || idp->slo_url == NULL)
		return RESULT_OK;
	const struct logout_out out = {.id = start->id,
	    .destination = idp->slo_url, .now = instant_now(),
	    .name_id = db_get_text(rows, 0, 1),
	    .name_id_format = db_get_text(rows, 0, 2),
	    .session_index = db_get_text(rows, 0, 3)};
	logout_request_build(saml, &out, &xml);
	if (!xml.failed) {
		const struct redirect_options options = {
		    .key = saml->sign_key, .endpoint = idp->slo_url,
		    .field = "SAMLRequest", .xml = xml.text,
		    .relay = start->relay.text};
		result = redirect_build(&options, &start->url);
	}
	build_clear(&xml);
	return result;
}

/* A script cannot follow a redirect to another site, so it is told where. */
static enum result
show(struct request *req, const char *location)
{
	const char *accept = request_header(req, "HTTP_ACCEPT");
	struct writer writer;

	if (accept == NULL || strstr(accept, "application/json") == NULL)
		return response_redirect(req, location);
	writer_begin(&writer, req->pool);
	writer_open(&writer, '{');
	writer_key(&writer, "location");
	writer_text(&writer, location);
	writer_close(&writer, '}');
	return response_json(req, 200, &writer);
}

static enum result
answer(struct request *req, const struct start *start)
{
	const char *location = start->url.text;

	enum result result = browser_clear_session(req);
	if (result != RESULT_OK)
		return result;
	if (location == NULL)
		location = browser_address(req, LOGGED_OUT);
	return location == NULL
	    ? request_fail(req, RESULT_TRY_AGAIN, "memory")
	    : show(req, location);
}

enum result
logout_start(struct request *req)
{
	struct start start = {0};
	enum result result = RESULT_OK;

	saml_make_id(start.id);
	browser_relay_make(0, &start.relay);
	if (req->has_session)
		result = end_session(req, &start);
	if (result == RESULT_OK && start.rows != NULL)
		result = build_url(&login_of(req)->saml, &start);
	if (result == RESULT_OK)
		result = answer(req, &start);
	db_rows_free(start.rows);
	build_clear(&start.url);
	return result;
}
