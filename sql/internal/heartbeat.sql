-- SPDX-License-Identifier: EUPL-1.2
-- The last proof of the log: when it was made, and whether the log was whole.
-- No row before the first. minsag-audit makes one a day.

CREATE OR REPLACE FUNCTION internal.heartbeat()
	RETURNS TABLE (at timestamptz, whole boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT a.at, a.outcome = 'ok' FROM data.audit a
		WHERE a.action = 'heartbeat'
		ORDER BY (timezone('Europe/Copenhagen', a.at)::date) DESC LIMIT 1;
END
$$;

ALTER FUNCTION internal.heartbeat() OWNER TO minsag_system;
COMMENT ON FUNCTION internal.heartbeat() IS
	'The last proof of the log: when, and whether it was whole.';
REVOKE ALL ON FUNCTION internal.heartbeat() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.heartbeat() TO minsag_person, minsag_system;
