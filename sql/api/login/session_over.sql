-- SPDX-License-Identifier: EUPL-1.2
-- Whether the session that a browser still has a cookie of is over: then
-- somebody else may sit there, and the IdP is to ask anew.
--
-- in_session: the session's key. Unknown, ended or past a limit is over.

CREATE OR REPLACE FUNCTION api_login.session_over(in_session bytea,
	OUT ret_over boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	clock constant timestamptz := internal.clock();
BEGIN
	SELECT NOT (s.ended_at IS NULL AND s.idle_until > clock
			AND s.until > clock) INTO ret_over
		FROM data.session s WHERE s.key_hash = sha256(in_session);
	ret_over := coalesce(ret_over, true);
END
$$;

ALTER FUNCTION api_login.session_over(bytea) OWNER TO minsag_system;
COMMENT ON FUNCTION api_login.session_over(bytea) IS
	'Whether the session of a cookie that a browser still has is over.';
REVOKE ALL ON FUNCTION api_login.session_over(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_login.session_over(bytea) TO minsag_login;
