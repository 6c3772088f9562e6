-- SPDX-License-Identifier: EUPL-1.2
-- The citizen asks to stay logged in: the sliding limit is moved at once. The
-- absolute limit stays.

CREATE OR REPLACE FUNCTION api_citizen.session_extend(in_session bytea)
RETURNS TABLE (ret_idle_until timestamptz, ret_until timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, false);
BEGIN
	PERFORM internal.session_slide();
	RETURN QUERY
	SELECT s.idle_until, s.until FROM data.session s WHERE s.id = entered;
END
$$;

ALTER FUNCTION api_citizen.session_extend(bytea) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.session_extend(bytea) IS
	'The citizen asks to stay logged in.';
REVOKE ALL ON FUNCTION api_citizen.session_extend(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.session_extend(bytea) TO minsag_citizen;
