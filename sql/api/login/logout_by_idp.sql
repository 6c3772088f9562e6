-- SPDX-License-Identifier: EUPL-1.2
-- The IdP ends sessions, through the browser or by itself.
--
-- in_issuer, in_message_id: who asks, and the request's ID, which counts once.
-- in_name_id: whose sessions. in_session_indexes: which of them, one index a
-- line; all when it is empty (SAML core section 3.7.1). in_by: 'idp-browser' or
-- 'idp-soap'. in_session: key of the session that the browser
-- has, or null. in_hash: SHA-256 of the message as the browser brought it, or
-- null. in_log: the sealed entry. in_request_id: nginx's.
-- Returns how many sessions were ended; 0 is no failure, for they may have
-- ended before. ret_own: whether the browser's session is over now. MS409 when
-- the ID has been seen.

CREATE OR REPLACE FUNCTION api_login.logout_by_idp(in_issuer text,
	in_message_id text, in_name_id text, in_session_indexes text, in_by text,
	in_session bytea, in_hash bytea, in_log bytea,
	in_request_id text, OUT ret_ended integer, OUT ret_own boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	clock constant timestamptz := internal.clock();
	ended record;
	last_ended uuid;
BEGIN
	INSERT INTO data.saml_seen (kind, issuer, message_id, seen_at, hash)
		VALUES ('logout-request', in_issuer, in_message_id, clock, in_hash)
		ON CONFLICT DO NOTHING;
	IF NOT FOUND THEN
		PERFORM internal.fail('MS409',
			'oiosaml 1.7: LogoutRequest: wanted one not seen before');
	END IF;
	ret_ended := 0;
	FOR ended IN
		UPDATE data.session s SET ended_at = clock, ended_by = in_by
			WHERE s.name_id = in_name_id AND s.issuer = in_issuer
				AND (in_session_indexes = '' OR s.session_index = ANY (
					string_to_array(in_session_indexes, E'\n')))
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
	ret_own := in_session IS NOT NULL AND NOT EXISTS (
		SELECT FROM data.session s WHERE s.key_hash = sha256(in_session)
			AND s.ended_at IS NULL AND s.idle_until > clock
			AND s.until > clock);
END
$$;

ALTER FUNCTION api_login.logout_by_idp(text, text, text, text, text, bytea,
	bytea, bytea, text) OWNER TO minsag_system;
COMMENT ON FUNCTION api_login.logout_by_idp(text, text, text, text, text,
	bytea, bytea, bytea, text) IS 'The IdP ends sessions.';
REVOKE ALL ON FUNCTION api_login.logout_by_idp(text, text, text, text, text,
	bytea, bytea, bytea, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_login.logout_by_idp(text, text, text, text,
	text, bytea, bytea, bytea, text) TO minsag_login;
