-- SPDX-License-Identifier: EUPL-1.2
-- The IdP has answered a LogoutRequest of ours. The session ended before; this
-- notes the answer.
--
-- in_relay_hash, in_response_to, in_issuer: of the answer. in_hash: SHA-256 of
-- it as the browser brought it, by which logout_repeat knows it. in_log: the
-- sealed entry. in_request_id: nginx's. MS403 when no request of these waits,
-- or it has waited longer than an hour.

CREATE OR REPLACE FUNCTION api_login.logout_answer(in_relay_hash bytea,
	in_response_to text, in_issuer text, in_hash bytea, in_log bytea,
	in_request_id text, OUT ret_session uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	clock constant timestamptz := internal.clock();
BEGIN
	UPDATE data.logout_request r SET answered_at = clock, answer_hash = in_hash
		WHERE r.request_id = in_response_to
			AND r.relay_hash = in_relay_hash AND r.issuer = in_issuer
			AND r.answered_at IS NULL
			AND r.created_at > clock - interval '1 hour'
		RETURNING r.session_id INTO ret_session;
	IF ret_session IS NULL THEN
		PERFORM internal.fail('MS403',
			'oiosaml 1.7: InResponseTo: wanted a request that waits');
	END IF;
	INSERT INTO data.login_log (at, what, session_id, sealed)
		VALUES (clock, 'logout-answer', ret_session, in_log);
	INSERT INTO data.audit (at, actor, action, outcome, session_id, request_id)
		VALUES (clock, 'system', 'logout-answer', 'ok', ret_session,
			in_request_id);
END
$$;

ALTER FUNCTION api_login.logout_answer(bytea, text, text, bytea, bytea, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_login.logout_answer(bytea, text, text, bytea, bytea,
	text) IS
	'Notes the IdP''s answer to a LogoutRequest of ours.';
REVOKE ALL ON FUNCTION api_login.logout_answer(bytea, text, text, bytea, bytea,
	text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_login.logout_answer(bytea, text, text, bytea,
	bytea, text) TO minsag_login;
