-- SPDX-License-Identifier: EUPL-1.2
-- The citizen logs out: ends the session and notes the LogoutRequest that is
-- about to be sent. Ended here first, whatever the IdP answers.
--
-- in_session: the session's key. in_saml_id, in_relay_hash: of the request.
-- in_log: the sealed entry. in_request_id: nginx's. Returns what the request
-- has to name; no row when there is no such session or it has been ended. A
-- session past its limits can still be ended: the IdP's own may live. So may it
-- after a second press, which takes the place of the first on its way there:
-- within an hour, until the IdP has answered, the request is made again.

CREATE OR REPLACE FUNCTION api_login.logout_start(in_session bytea, in_saml_id text,
	in_relay_hash bytea, in_log bytea, in_request_id text)
	RETURNS TABLE (ret_issuer text, ret_name_id text, ret_name_id_format text,
	ret_session_index text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	clock constant timestamptz := internal.clock();
	ended data.session;
	pressed_again boolean := false;
BEGIN
	UPDATE data.session s SET ended_at = clock, ended_by = 'citizen'
		WHERE s.key_hash = sha256(in_session) AND s.ended_at IS NULL
		RETURNING s.* INTO ended;
	IF ended.id IS NULL THEN
		SELECT s.* INTO ended FROM data.session s
			WHERE s.key_hash = sha256(in_session)
				AND s.ended_by = 'citizen'
				AND s.ended_at > clock - interval '1 hour'
				AND NOT EXISTS (SELECT FROM data.logout_request r
					WHERE r.session_id = s.id AND r.answered_at IS NOT NULL
						AND r.created_at > clock - interval '1 hour');
		pressed_again := ended.id IS NOT NULL;
	END IF;
	IF ended.id IS NULL THEN
		RETURN;
	END IF;
	INSERT INTO data.logout_request (request_id, relay_hash, issuer,
			session_id, created_at)
		VALUES (in_saml_id, in_relay_hash, ended.issuer, ended.id, clock);
	INSERT INTO data.login_log (at, what, session_id, sealed)
		VALUES (clock, 'logout-request', ended.id, in_log);
	IF NOT pressed_again THEN
		INSERT INTO data.audit (at, actor, action, outcome, session_id,
				person_id, request_id)
			VALUES (clock, 'citizen', 'logout', 'ok', ended.id,
				ended.person_id, in_request_id);
	END IF;
	RETURN QUERY SELECT ended.issuer, ended.name_id, ended.name_id_format,
		ended.session_index;
END
$$;

ALTER FUNCTION api_login.logout_start(bytea, text, bytea, bytea, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_login.logout_start(bytea, text, bytea, bytea, text) IS
	'The citizen logs out: ends the session, notes the request to the IdP.';
REVOKE ALL ON FUNCTION api_login.logout_start(bytea, text, bytea, bytea, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_login.logout_start(bytea, text, bytea, bytea,
	text) TO minsag_login;
