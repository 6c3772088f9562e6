-- SPDX-License-Identifier: EUPL-1.2
-- The IdP ends a session, through the browser or by itself.
--
-- in_issuer, in_message_id: who asks, and the request's ID, which counts once.
-- in_name_id, in_session_index: whose session; both must match. in_by:
-- 'idp-browser' or 'idp-soap'. in_log: the sealed entry. in_request_id:
-- nginx's. Returns how many sessions were ended; 0 is no failure, for it may
-- have ended before. MS409 when the ID has been seen.

CREATE OR REPLACE FUNCTION api_login.logout_by_idp(in_issuer text, in_message_id text,
	in_name_id text, in_session_index text, in_by text, in_log bytea,
	in_request_id text, OUT ret_ended integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	clock constant timestamptz := internal.clock();
	ended record;
	last_ended uuid;
BEGIN
	INSERT INTO data.saml_seen (kind, issuer, message_id, seen_at)
		VALUES ('logout-request', in_issuer, in_message_id, clock)
		ON CONFLICT DO NOTHING;
	IF NOT FOUND THEN
		PERFORM internal.fail('MS409',
			'oiosaml 1.7: LogoutRequest: wanted one not seen before');
	END IF;
	ret_ended := 0;
	FOR ended IN
		UPDATE data.session s SET ended_at = clock, ended_by = in_by
			WHERE s.session_index = in_session_index
				AND s.issuer = in_issuer AND s.name_id = in_name_id
				AND s.ended_at IS NULL
			RETURNING s.id, s.person_id
	LOOP
		ret_ended := ret_ended + 1;
		last_ended := ended.id;
		INSERT INTO data.audit (at, actor, action, outcome, session_id,
				person_id, request_id)
			VALUES (clock, 'system', 'logout', 'ok', ended.id,
				ended.person_id, in_request_id);
	END LOOP;
	INSERT INTO data.login_log (at, what, session_id, sealed)
		VALUES (clock, 'logout-by-idp', last_ended, in_log);
END
$$;

ALTER FUNCTION api_login.logout_by_idp(text, text, text, text, text, bytea,
	text) OWNER TO minsag_system;
COMMENT ON FUNCTION api_login.logout_by_idp(text, text, text, text, text,
	bytea, text) IS 'The IdP ends a session.';
REVOKE ALL ON FUNCTION api_login.logout_by_idp(text, text, text, text, text,
	bytea, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_login.logout_by_idp(text, text, text, text, text,
	bytea, text) TO minsag_login;
