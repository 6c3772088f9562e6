-- SPDX-License-Identifier: EUPL-1.2
-- Whether the worker reaches the database with its own role. Needs no session.

CREATE OR REPLACE FUNCTION api_citizen.health(OUT ret_ok boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	ret_ok := true;
END
$$;

ALTER FUNCTION api_citizen.health() OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.health() IS
	'Whether the worker reaches the database with its own role.';
REVOKE ALL ON FUNCTION api_citizen.health() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.health() TO minsag_citizen;
