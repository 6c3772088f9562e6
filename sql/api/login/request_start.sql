-- SPDX-License-Identifier: EUPL-1.2
-- Notes an AuthnRequest that is about to be sent.
--
-- in_relay_hash, in_browser_hash: SHA-256 of RelayState and of the log-in
-- cookie. in_saml_id: the request's ID. in_issuer: the IdP that is asked.
-- in_return_to: path on this site, below the base path. in_level: the least
-- that the answer must have. in_force: whether the citizen must log in anew.
-- in_replaces: key_hash of the session that the browser has, or null. in_log:
-- the sealed entry, which goes to the log when there is an answer: a stranger
-- who begins log-ins leaves nothing for longer. It waits ten minutes.

CREATE OR REPLACE FUNCTION api_login.request_start(in_relay_hash bytea,
	in_browser_hash bytea, in_saml_id text, in_issuer text,
	in_return_to text, in_level integer, in_force boolean,
	in_replaces bytea, in_log bytea, OUT ret_until timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	clock constant timestamptz := internal.clock();
BEGIN
	ret_until := clock + interval '10 minutes';
	INSERT INTO data.login_request (relay_hash, browser_hash, request_id,
			issuer, replaces, return_to, level, force_authn, created_at,
			expires_at, sealed)
		VALUES (in_relay_hash, in_browser_hash, in_saml_id, in_issuer,
			in_replaces, in_return_to, in_level, in_force, clock, ret_until,
			in_log);
END
$$;

ALTER FUNCTION api_login.request_start(bytea, bytea, text, text, text, integer,
	boolean, bytea, bytea) OWNER TO minsag_system;
COMMENT ON FUNCTION api_login.request_start(bytea, bytea, text, text, text,
	integer, boolean, bytea, bytea) IS
	'Notes an AuthnRequest that is about to be sent.';
REVOKE ALL ON FUNCTION api_login.request_start(bytea, bytea, text, text, text,
	integer, boolean, bytea, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_login.request_start(bytea, bytea, text, text,
	text, integer, boolean, bytea, bytea) TO minsag_login;
