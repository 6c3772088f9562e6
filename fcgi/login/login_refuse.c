/* SPDX-License-Identifier: EUPL-1.2 */
#include "core/log.h"
#include "core/pool.h"
#include "core/text.h"
#include "core/vault.h"
#include "login/browser.h"
#include "login/journal.h"
#include "login/login.h"
#include "login/login_refuse.h"

/* Bytes of an entry before it is sealed. Anybody may send something to be
 * refused, so what was sent is not kept, only its hash. */
#define ENTRY_MOST 2048

static const struct db_statement statement = {"login_refuse",
    "SELECT ret_at FROM api_login.login_refuse($1)", 1, {DB_BYTES}};

static void
add_hash(struct build *entry, const struct request *req)
{
	unsigned char hash[VAULT_HASH_BYTES];
	char text[TEXT_BASE64URL_SIZE(VAULT_HASH_BYTES)];

	vault_sha256(req->body, req->body_length, hash);
	text_to_base64url(text, hash, sizeof hash);
	journal_line(entry, "body-sha256", text);
}

/* What a signature of the IdP stands behind. */
static void
add_assertion(struct build *entry, const struct accepted *accepted)
{
	const struct identity *identity = &accepted->identity;

	journal_line(entry, "idp", accepted->idp->entity_id);
	journal_line(entry, "in-response-to", identity->in_response_to);
	journal_line(entry, "assertion", identity->assertion_id);
	journal_line(entry, "name-id", identity->name_id);
	journal_line(entry, "session-index", identity->session_index);
}

static enum result
note(struct request *req, const char *rule, const struct accepted *accepted)
{
	struct build entry = {0};
	struct db_value sealed;

	journal_begin(&entry, req, "refused");
	journal_line(&entry, "rule", rule);
	add_hash(&entry, req);
	if (accepted != NULL)
		add_assertion(&entry, accepted);
	if (entry.length > ENTRY_MOST)
		entry.length = ENTRY_MOST;
	enum result result = journal_seal(&entry, req, NULL, 0, &sealed);
	return result != RESULT_OK ? result : db_call(req->shared->db,
	    &statement, &sealed, NULL, &req->rule);
}

enum result
login_refuse(struct request *req, enum result why, const char *rule,
    const struct accepted *accepted)
{
	if (why == RESULT_TRY_AGAIN || why == RESULT_BROKEN ||
	    why == RESULT_HUNG_UP)
		return browser_refuse(req, BROWSER_LOGIN, why, rule);
	/* A rule of the database is its thread's until the next call. */
	const char *kept = pool_printf(req->pool, "%s",
	    rule == NULL ? result_row(why)->word : rule);
	if (kept == NULL)
		return request_fail(req, RESULT_TRY_AGAIN, "memory");
	/* The refusal stands, whether it can be noted or not. */
	if (note(req, kept, accepted) != RESULT_OK)
		log_write(LOG_LEVEL_ERROR, req->id,
		    "a refusal is not in the log-in log");
	return browser_refuse(req, why == RESULT_NOT_LOGGED_IN
	    ? BROWSER_CANCELLED : BROWSER_LOGIN, why, kept);
}
