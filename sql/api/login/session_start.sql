-- SPDX-License-Identifier: EUPL-1.2
-- Turns a verified assertion into a session: the request is used up, the
-- assertion noted as seen, the person found or made, the session begun, log
-- and audit written, all or nothing.
--
-- in_relay_hash, in_browser_hash: of what came back. in_response_to,
-- in_issuer, in_assertion_id, in_level, in_authn_latest (AuthnInstant plus
-- clock skew): from the assertion. in_cpr_hash, in_cpr_sealed: as in
-- data.person. in_key_hash: SHA-256 of the new session's key. in_name and the
-- three after it: as in data.session. in_idle_minutes, in_until: its limits.
-- in_answer_hash: SHA-256 of the answer, by which session_repeat knows it.
-- in_log: the sealed entry. in_request_id: nginx's.
-- A session that this browser had, or got by another of its requests
-- meanwhile, is ended: it has one cookie.
-- MS403 when the request is not this browser's, not this answer's, too old,
-- used, or asked for more; MS409 when the assertion has been seen.

CREATE OR REPLACE FUNCTION api_login.session_start(in_relay_hash bytea,
	in_browser_hash bytea, in_response_to text, in_issuer text,
	in_assertion_id text, in_level integer, in_authn_latest timestamptz,
	in_cpr_hash bytea, in_cpr_sealed bytea, in_key_hash bytea, in_name text,
	in_name_id text, in_name_id_format text, in_session_index text,
	in_idle_minutes integer, in_until timestamptz, in_answer_hash bytea,
	in_log bytea, in_request_id text, OUT ret_return_to text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	clock constant timestamptz := internal.clock();
	asked data.login_request;
	idle constant interval := make_interval(mins => in_idle_minutes);
	found_person uuid;
	new_session uuid;
BEGIN
	-- The row's lock makes one of two answers at the same moment wait, and
	-- then find it used.
	UPDATE data.login_request r SET used_at = clock
		WHERE r.relay_hash = in_relay_hash AND r.used_at IS NULL
			AND r.expires_at > clock
		RETURNING r.* INTO asked;
	IF asked.relay_hash IS NULL THEN
		PERFORM internal.fail('MS403',
			'oiosaml 1.3.13: wanted a request that waits for its answer');
	ELSIF asked.browser_hash <> in_browser_hash THEN
		PERFORM internal.fail('MS403',
			'oiosaml 1.9: wanted the browser that asked');
	ELSIF asked.request_id <> in_response_to THEN
		PERFORM internal.fail('MS403',
			'oiosaml 1.3.3: InResponseTo: wanted the request of this browser');
	ELSIF asked.issuer <> in_issuer THEN
		PERFORM internal.fail('MS403',
			'oiosaml 1.3.4: Issuer: wanted the IdP that was asked');
	ELSIF in_level < asked.level THEN
		PERFORM internal.fail('MS403',
			'oiosaml 1.3.10: loa: wanted the level that was asked');
	ELSIF asked.force_authn AND in_authn_latest < asked.created_at THEN
		PERFORM internal.fail('MS403',
			'oiosaml 1.2: AuthnInstant: wanted one after ForceAuthn');
	END IF;

	-- The unique index decides who was first.
	INSERT INTO data.saml_seen (kind, issuer, message_id, seen_at)
		VALUES ('assertion', in_issuer, in_assertion_id, clock)
		ON CONFLICT DO NOTHING;
	IF NOT FOUND THEN
		PERFORM internal.fail('MS409',
			'oiosaml 1.3.13: Assertion: wanted one not seen before');
	END IF;

	SELECT p.id INTO found_person FROM data.person p
		WHERE p.cpr_hash = in_cpr_hash;
	IF found_person IS NULL THEN
		-- Somebody else may make the same person at this moment.
		INSERT INTO data.person (cpr_hash, cpr_sealed)
			VALUES (in_cpr_hash, in_cpr_sealed)
			ON CONFLICT (cpr_hash) DO NOTHING;
		SELECT p.id INTO STRICT found_person FROM data.person p
			WHERE p.cpr_hash = in_cpr_hash;
	END IF;

	IF asked.replaces IS NOT NULL THEN
		UPDATE data.session s SET ended_at = clock, ended_by = 'new-login'
			WHERE s.key_hash = asked.replaces AND s.ended_at IS NULL;
	END IF;
	UPDATE data.session s SET ended_at = clock, ended_by = 'new-login'
		WHERE s.ended_at IS NULL AND s.id = ANY (ARRAY(
			SELECT r.session_id FROM data.login_request r
			WHERE r.browser_hash = in_browser_hash
				AND r.session_id IS NOT NULL));
	INSERT INTO data.session (key_hash, person_id, display_name, level, issuer,
			name_id, name_id_format, session_index, started_at, idle,
			idle_until, until)
		VALUES (in_key_hash, found_person, in_name, in_level, in_issuer,
			in_name_id, in_name_id_format, in_session_index, clock, idle,
			least(clock + idle, in_until), in_until)
		RETURNING id INTO new_session;

	UPDATE data.login_request r
		SET answer_hash = in_answer_hash, session_id = new_session
		WHERE r.relay_hash = in_relay_hash;
	INSERT INTO data.login_log (at, what, session_id, sealed)
		VALUES (asked.created_at, 'request', new_session, asked.sealed),
			(clock, 'session', new_session, in_log);
	INSERT INTO data.audit (at, actor, action, outcome, session_id, person_id,
			request_id)
		VALUES (clock, 'citizen', 'login', 'ok', new_session, found_person,
			in_request_id);
	ret_return_to := asked.return_to;
END
$$;

ALTER FUNCTION api_login.session_start(bytea, bytea, text, text, text, integer,
	timestamptz, bytea, bytea, bytea, text, text, text, text, integer,
	timestamptz, bytea, bytea, text) OWNER TO minsag_system;
COMMENT ON FUNCTION api_login.session_start(bytea, bytea, text, text, text,
	integer, timestamptz, bytea, bytea, bytea, text, text, text, text, integer,
	timestamptz, bytea, bytea, text) IS
	'Turns a verified assertion into a session; all or nothing.';
REVOKE ALL ON FUNCTION api_login.session_start(bytea, bytea, text, text, text,
	integer, timestamptz, bytea, bytea, bytea, text, text, text, text, integer,
	timestamptz, bytea, bytea, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_login.session_start(bytea, bytea, text, text,
	text, integer, timestamptz, bytea, bytea, bytea, text, text, text, text,
	integer, timestamptz, bytea, bytea, text) TO minsag_login;
