/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/vault.h"
#include "login/browser.h"
#include "login/instant.h"
#include "login/journal.h"
#include "login/login.h"
#include "login/logout_message.h"
#include "login/slo.h"

static const struct db_statement by_idp = {"logout_by_idp",
    "SELECT ret_own FROM api_login.logout_by_idp($1, $2, $3, $4, $5, $6, $7, "
    "$8, $9)", 9, {DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_TEXT, DB_BYTES,
    DB_BYTES, DB_BYTES, DB_TEXT}};

static const struct db_statement answered = {"logout_answer",
    "SELECT ret_session FROM api_login.logout_answer($1, $2, $3, $4, $5, $6)",
    6, {DB_BYTES, DB_TEXT, DB_TEXT, DB_BYTES, DB_BYTES, DB_TEXT}};

static const struct db_statement repeat = {"logout_repeat",
    "SELECT ret_done FROM api_login.logout_repeat($1)", 1, {DB_BYTES}};

static struct logout_wanted
wanted(const struct request *req, const struct slo_message *message)
{
	return (struct logout_wanted){.saml = &login_of(req)->saml,
	    .idp = message->idp, .destination = message->destination,
	    .now = instant_now()};
}

static const char *
by(const struct slo_message *message)
{
	return message->by_browser ? "idp-browser" : "idp-soap";
}

static enum result
seal_entry(struct request *req, const struct slo_message *message,
    const char *what, struct db_value *ret_sealed)
{
	struct build entry = {0};

	journal_begin(&entry, req, what);
	journal_line(&entry, "idp", message->idp->entity_id);
	journal_line(&entry, "by", by(message));
	return journal_seal(&entry, req, message->proof,
	    message->proof_length, ret_sealed);
}

enum result
slo_request(struct request *req, const struct slo_message *message,
    const char **ret_id, bool *ret_own)
{
	const struct logout_wanted want = wanted(req, message);
	unsigned char hash[VAULT_HASH_BYTES];
	struct db_rows *rows = NULL;
	struct db_value sealed;
	struct logout_in in;

	enum result result = logout_request_read(&want, message->root, &in,
	    &req->rule);
	if (result == RESULT_OK)
		result = seal_entry(req, message, "logout-by-idp", &sealed);
	if (result != RESULT_OK)
		return result;
	vault_sha256(message->proof, message->proof_length, hash);
	const struct db_value values[] = {
	    db_text(message->idp->entity_id), db_text(in.id),
	    db_text(in.name_id), db_text(in.session_indexes),
	    db_text(by(message)),
	    req->has_session ? db_bytes(req->session.session_key,
		TOKEN_SESSION_KEY_BYTES) : db_null(DB_BYTES),
	    message->by_browser ? db_bytes(hash, sizeof hash)
		: db_null(DB_BYTES),
	    sealed, db_text(req->id)};
	result = db_call(req->shared->db, &by_idp, values, &rows, &req->rule);
	if (result == RESULT_OK) {
		*ret_id = in.id;
		*ret_own = db_get_bool(rows, 0, 0);
	}
	db_rows_free(rows);
	return result;
}

enum result
slo_response(struct request *req, const struct slo_message *message)
{
	const struct logout_wanted want = wanted(req, message);
	unsigned char hash[VAULT_HASH_BYTES];
	struct browser_relay relay;
	struct db_value sealed;
	struct logout_in in;

	enum result result = logout_response_read(&want, message->root, &in,
	    &req->rule);
	if (result != RESULT_OK)
		return result;
	if (!browser_relay_read(message->relay, &relay))
		return request_fail(req, RESULT_DENIED,
		    "oiosaml 1.7: RelayState: wanted one of ours");
	result = seal_entry(req, message, "logout-answer", &sealed);
	if (result != RESULT_OK)
		return result;
	vault_sha256(message->proof, message->proof_length, hash);
	/* One without success does not lead on when it comes again, either. */
	const struct db_value values[] = {
	    db_bytes(relay.hash, sizeof relay.hash),
	    db_text(in.in_response_to), db_text(message->idp->entity_id),
	    in.success ? db_bytes(hash, sizeof hash) : db_null(DB_BYTES),
	    sealed, db_text(req->id)};
	result = db_call(req->shared->db, &answered, values, NULL,
	    &req->rule);
	if (result == RESULT_OK && !in.success)
		return request_fail(req, RESULT_DENIED,
		    "oiosaml 1.7: LogoutResponse: Status: wanted Success");
	return result;
}

bool
slo_is_repeated(struct request *req, const void *proof, size_t length)
{
	unsigned char hash[VAULT_HASH_BYTES];
	struct db_rows *rows = NULL;
	const char *rule;

	if (req->has_session)
		return false;
	vault_sha256(proof, length, hash);
	const struct db_value value = db_bytes(hash, sizeof hash);
	bool repeated = db_call(req->shared->db, &repeat, &value, &rows,
	    &rule) == RESULT_OK && db_get_bool(rows, 0, 0);
	db_rows_free(rows);
	return repeated;
}
