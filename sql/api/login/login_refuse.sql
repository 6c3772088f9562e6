-- SPDX-License-Identifier: EUPL-1.2
-- Notes that an answer to a log-in was refused: the result of its validation,
-- kept as long as the rest of the log.
--
-- in_log: the sealed entry, 4 KiB at most, for anybody may send something to
-- be refused; MS413 when it is longer. Nothing else comes to exist.

CREATE OR REPLACE FUNCTION api_login.login_refuse(in_log bytea, OUT ret_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF octet_length(in_log) > 4096 THEN
		PERFORM internal.fail('MS413', 'log: wanted at most 4 KiB');
	END IF;
	ret_at := internal.clock();
	INSERT INTO data.login_log (at, what, sealed)
		VALUES (ret_at, 'refused', in_log);
END
$$;

ALTER FUNCTION api_login.login_refuse(bytea) OWNER TO minsag_system;
COMMENT ON FUNCTION api_login.login_refuse(bytea) IS
	'Notes that an answer to a log-in was refused.';
REVOKE ALL ON FUNCTION api_login.login_refuse(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_login.login_refuse(bytea) TO minsag_login;
