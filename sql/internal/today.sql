-- SPDX-License-Identifier: EUPL-1.2
-- The day in Denmark.

CREATE FUNCTION internal.today() RETURNS date
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT (internal.clock() AT TIME ZONE 'Europe/Copenhagen')::pg_catalog.date
$$;

COMMENT ON FUNCTION internal.today() IS 'The day in Denmark.';
REVOKE ALL ON FUNCTION internal.today() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.today() TO minsag_person, minsag_system;
