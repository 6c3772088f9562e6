/* SPDX-License-Identifier: EUPL-1.2 */
#include "login/browser.h"
#include "login/instant.h"
#include "login/journal.h"
#include "login/login.h"
#include "login/logout_message.h"
#include "login/slo.h"

static const struct db_statement by_idp = {"logout_by_idp",
    "SELECT ret_ended FROM api_login.logout_by_idp($1, $2, $3, $4, $5, $6, $7)",
    7,
    {DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_BYTES, DB_TEXT}};

static const struct db_statement answered = {"logout_answer",
    "SELECT ret_session FROM api_login.logout_answer($1, $2, $3, $4, $5)", 5,
    {DB_BYTES, DB_TEXT, DB_TEXT, DB_BYTES, DB_TEXT}};

static struct logout_wanted
wanted(const struct request *req, const struct slo_message *message)
{
	return (struct logout_wanted){.saml = &login_of(req)->saml,
	    .idp = message->idp, .destination = message->destination,
	    .now = instant_now()};
}

static enum result
seal_entry(struct request *req, const struct slo_message *message,
    const char *what, struct db_value *ret_sealed)
{
	struct build entry = {0};

	journal_begin(&entry, req, what);
	journal_line(&entry, "idp", message->idp->entity_id);
	journal_line(&entry, "by", message->by);
	return journal_seal(&entry, req, message->proof,
	    message->proof_length, ret_sealed);
}

enum result
slo_request(struct request *req, const struct slo_message *message,
    const char **ret_id)
{
	const struct logout_wanted want = wanted(req, message);
	struct db_value sealed;
	struct logout_in in;

	enum result result = logout_request_read(&want, message->root, &in,
	    &req->rule);
	if (result == RESULT_OK)
		result = seal_entry(req, message, "logout-by-idp", &sealed);
	if (result != RESULT_OK)
		return result;
	const struct db_value values[] = {
	    db_text(message->idp->entity_id), db_text(in.id),
	    db_text(in.name_id), db_text(in.session_index),
	    db_text(message->by), sealed, db_text(req->id)};
	result = db_call(req->shared->db, &by_idp, values, NULL, &req->rule);
	if (result == RESULT_OK)
		*ret_id = in.id;
	return result;
}

enum result
slo_response(struct request *req, const struct slo_message *message)
{
	const struct logout_wanted want = wanted(req, message);
	struct browser_secret relay;
	struct db_value sealed;
	struct logout_in in;

	enum result result = logout_response_read(&want, message->root, &in,
	    &req->rule);
	if (result != RESULT_OK)
		return result;
	if (!browser_secret_read(message->relay, &relay))
		return request_fail(req, RESULT_DENIED,
		    "oiosaml 1.7: RelayState: wanted one of ours");
	result = seal_entry(req, message, "logout-answer", &sealed);
	if (result != RESULT_OK)
		return result;
	const struct db_value values[] = {
	    db_bytes(relay.hash, sizeof relay.hash),
	    db_text(in.in_response_to), db_text(message->idp->entity_id),
	    sealed, db_text(req->id)};
	result = db_call(req->shared->db, &answered, values, NULL,
	    &req->rule);
	if (result == RESULT_OK && !in.success)
		return request_fail(req, RESULT_DENIED,
		    "oiosaml 1.7: LogoutResponse: Status: wanted Success");
	return result;
}
