-- SPDX-License-Identifier: EUPL-1.2
-- Answers when the database does; the program's first call.

CREATE OR REPLACE FUNCTION api_audit.health()
	RETURNS TABLE (ret_ok boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT true;
END
$$;

ALTER FUNCTION api_audit.health() OWNER TO minsag_system;
COMMENT ON FUNCTION api_audit.health() IS
	'Answers when the database does.';
REVOKE ALL ON FUNCTION api_audit.health() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_audit.health() TO minsag_audit;
