-- SPDX-License-Identifier: EUPL-1.2
-- Whether a browser brings a log-out message that has been done: for reloads
-- and "back". Does nothing.
--
-- in_hash: SHA-256 of the message as the browser brings it.

CREATE OR REPLACE FUNCTION api_login.logout_repeat(in_hash bytea,
	OUT ret_done boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	ret_done := EXISTS (SELECT FROM data.logout_request r
			WHERE r.answer_hash = in_hash)
		OR EXISTS (SELECT FROM data.saml_seen s WHERE s.hash = in_hash);
END
$$;

ALTER FUNCTION api_login.logout_repeat(bytea) OWNER TO minsag_system;
COMMENT ON FUNCTION api_login.logout_repeat(bytea) IS
	'Whether a browser brings a log-out message that has been done.';
REVOKE ALL ON FUNCTION api_login.logout_repeat(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_login.logout_repeat(bytea) TO minsag_login;
