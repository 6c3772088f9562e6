-- SPDX-License-Identifier: EUPL-1.2
-- Log-in: what a repeated message led to, and the log of a request only when
-- somebody answers it.

ALTER TABLE data.login_request
	ADD COLUMN sealed bytea NOT NULL DEFAULT '',
	ADD COLUMN answer_hash bytea CHECK (length(answer_hash) = 32),
	ADD COLUMN session_id uuid;
ALTER TABLE data.login_request ALTER COLUMN sealed DROP DEFAULT;
CREATE INDEX login_request_browser ON data.login_request (browser_hash);
COMMENT ON TABLE data.login_request IS
	'An AuthnRequest under way, bound to one browser, used once. Deleted when it expires unanswered, else a day after that. Basis: GDPR art. 32.';
COMMENT ON COLUMN data.login_request.browser_hash IS
	'SHA-256 of what the log-in cookie holds: which browser asked. A browser keeps it for all its requests.';
COMMENT ON COLUMN data.login_request.sealed IS
	'The log''s entry of the request; moves to the log when it is answered.';
COMMENT ON COLUMN data.login_request.answer_hash IS
	'SHA-256 of the answer that used it up: the same again, from the same browser, leads on and makes nothing.';
COMMENT ON COLUMN data.login_request.session_id IS
	'The session that the answer made.';

ALTER TABLE data.saml_seen
	ADD COLUMN hash bytea CHECK (length(hash) = 32);
CREATE INDEX saml_seen_hash ON data.saml_seen (hash) WHERE hash IS NOT NULL;
COMMENT ON COLUMN data.saml_seen.hash IS
	'SHA-256 of the message as a browser brought it; null for others.';

-- The IdP may end all sessions of a name.
DROP INDEX data.session_index_live;
CREATE INDEX session_name_live ON data.session (name_id, issuer)
	WHERE ended_at IS NULL;

ALTER TABLE data.logout_request
	ADD COLUMN answer_hash bytea CHECK (length(answer_hash) = 32);
CREATE INDEX logout_request_answer ON data.logout_request (answer_hash)
	WHERE answer_hash IS NOT NULL;
COMMENT ON COLUMN data.logout_request.answer_hash IS
	'SHA-256 of the answer as a browser brought it.';
