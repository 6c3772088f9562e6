-- SPDX-License-Identifier: EUPL-1.2
-- Log-in: requests under way, sessions, what was seen once, and the log.

CREATE TABLE data.login_request (
	relay_hash bytea PRIMARY KEY CHECK (length(relay_hash) = 32),
	browser_hash bytea NOT NULL CHECK (length(browser_hash) = 32),
	request_id text NOT NULL UNIQUE,
	issuer text NOT NULL,
	replaces bytea CHECK (length(replaces) = 32),
	return_to text NOT NULL CHECK (return_to ~ '^/' AND length(return_to) <= 500),
	level smallint NOT NULL CHECK (level BETWEEN 1 AND 3),
	force_authn boolean NOT NULL,
	created_at timestamptz NOT NULL,
	expires_at timestamptz NOT NULL,
	used_at timestamptz
);
CREATE INDEX login_request_expires ON data.login_request (expires_at);
COMMENT ON TABLE data.login_request IS
	'An AuthnRequest under way, bound to one browser, used once. Deleted a day after it expired. Basis: GDPR art. 32.';
COMMENT ON COLUMN data.login_request.relay_hash IS 'SHA-256 of the RelayState, an opaque key.';
COMMENT ON COLUMN data.login_request.browser_hash IS 'SHA-256 of the state cookie: which browser asked.';
COMMENT ON COLUMN data.login_request.request_id IS 'ID of the AuthnRequest; the response must name it.';
COMMENT ON COLUMN data.login_request.return_to IS 'The page to go on to, a path of our own.';
COMMENT ON COLUMN data.login_request.level IS 'The assurance level asked for: 1 Low, 2 Substantial, 3 High.';
COMMENT ON COLUMN data.login_request.force_authn IS 'Whether the IdP was to ask anew.';
COMMENT ON COLUMN data.login_request.created_at IS 'When it was sent.';
COMMENT ON COLUMN data.login_request.expires_at IS 'No answer counts after this.';
COMMENT ON COLUMN data.login_request.used_at IS 'When an answer used it up.';
COMMENT ON COLUMN data.login_request.issuer IS
	'The IdP that was asked; no other may answer.';
COMMENT ON COLUMN data.login_request.replaces IS
	'key_hash of the session that the browser had; the new one ends it.';

CREATE TABLE data.session (
	key_hash bytea PRIMARY KEY CHECK (length(key_hash) = 32),
	id uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
	person_id uuid NOT NULL REFERENCES data.person (id) ON DELETE RESTRICT,
	display_name text NOT NULL,
	level smallint NOT NULL CHECK (level BETWEEN 1 AND 3),
	issuer text NOT NULL,
	name_id text NOT NULL,
	name_id_format text NOT NULL,
	session_index text NOT NULL,
	started_at timestamptz NOT NULL,
	idle interval NOT NULL,
	idle_until timestamptz NOT NULL,
	until timestamptz NOT NULL,
	ended_at timestamptz,
	ended_by text CHECK (ended_by IN ('citizen', 'idp-browser', 'idp-soap',
		'new-login')),
	CHECK (idle_until <= until),
	CHECK ((ended_at IS NULL) = (ended_by IS NULL))
);
ALTER TABLE data.session ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE INDEX session_index_live ON data.session (session_index, issuer)
	WHERE ended_at IS NULL;
CREATE INDEX session_until ON data.session (until);
COMMENT ON TABLE data.session IS
	'A logged-in browser. key_hash is SHA-256 of the key that only the sealed cookie holds. Kept 180 days for the log. Basis: GDPR art. 32.';
COMMENT ON COLUMN data.session.key_hash IS 'SHA-256 of the session key.';
COMMENT ON COLUMN data.session.id IS 'Names the session in the audit.';
COMMENT ON COLUMN data.session.person_id IS 'Who is logged in.';
COMMENT ON COLUMN data.session.display_name IS 'The name to greet with, as the IdP gave it.';
COMMENT ON COLUMN data.session.level IS 'Assurance level reached: 1 Low, 2 Substantial, 3 High.';
COMMENT ON COLUMN data.session.issuer IS 'Entity id of the IdP.';
COMMENT ON COLUMN data.session.name_id IS 'NameID, for single logout.';
COMMENT ON COLUMN data.session.name_id_format IS 'Its format.';
COMMENT ON COLUMN data.session.session_index IS 'SessionIndex, for single logout.';
COMMENT ON COLUMN data.session.started_at IS 'When it began.';
COMMENT ON COLUMN data.session.idle IS 'How long it lives without a request.';
COMMENT ON COLUMN data.session.until IS 'The absolute limit.';
COMMENT ON COLUMN data.session.ended_at IS 'When it was ended before its time.';
COMMENT ON COLUMN data.session.ended_by IS 'By what.';
COMMENT ON COLUMN data.session.idle_until IS
	'Sliding limit; moved at most once a minute.';

CREATE TABLE data.saml_seen (
	kind text NOT NULL CHECK (kind IN ('assertion', 'logout-request')),
	issuer text NOT NULL,
	message_id text NOT NULL,
	seen_at timestamptz NOT NULL,
	PRIMARY KEY (kind, issuer, message_id)
);
CREATE INDEX saml_seen_at ON data.saml_seen (seen_at);
COMMENT ON TABLE data.saml_seen IS
	'Message ids that count once. Deleted a day after no clock could accept them. Basis: GDPR art. 32.';
COMMENT ON COLUMN data.saml_seen.kind IS 'What sort of message.';
COMMENT ON COLUMN data.saml_seen.issuer IS 'From whom.';
COMMENT ON COLUMN data.saml_seen.message_id IS 'Its ID.';
COMMENT ON COLUMN data.saml_seen.seen_at IS 'When it first came.';

CREATE TABLE data.logout_request (
	request_id text PRIMARY KEY,
	relay_hash bytea NOT NULL CHECK (length(relay_hash) = 32),
	issuer text NOT NULL,
	session_id uuid NOT NULL,
	created_at timestamptz NOT NULL,
	answered_at timestamptz
);
CREATE INDEX logout_request_created ON data.logout_request (created_at);
COMMENT ON TABLE data.logout_request IS
	'A LogoutRequest that we sent and whose answer we await. Basis: GDPR art. 32. Deleted a day after it was sent.';
COMMENT ON COLUMN data.logout_request.request_id IS 'Its ID.';
COMMENT ON COLUMN data.logout_request.relay_hash IS 'SHA-256 of the RelayState.';
COMMENT ON COLUMN data.logout_request.issuer IS 'The IdP it went to.';
COMMENT ON COLUMN data.logout_request.session_id IS
	'The session that was ended.';
COMMENT ON COLUMN data.logout_request.created_at IS 'When it was sent.';
COMMENT ON COLUMN data.logout_request.answered_at IS 'When the answer came.';

CREATE TABLE data.login_log (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	at timestamptz NOT NULL,
	what text NOT NULL,
	session_id uuid,
	sealed bytea NOT NULL
);
CREATE INDEX login_log_at ON data.login_log (at);
COMMENT ON TABLE data.login_log IS
	'Requests, responses with signature proof, who and from where, sealed to the log''s public key; kept 180 days (NemLog-in logging policy). Basis: GDPR art. 32.';
COMMENT ON COLUMN data.login_log.id IS 'In the order of recording.';
COMMENT ON COLUMN data.login_log.at IS 'When.';
COMMENT ON COLUMN data.login_log.what IS 'The step: a word.';
COMMENT ON COLUMN data.login_log.session_id IS 'The session it led to.';
COMMENT ON COLUMN data.login_log.sealed IS 'The particulars, in a libsodium sealed box.';
