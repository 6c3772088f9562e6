-- SPDX-License-Identifier: EUPL-1.2
-- Whether today, in Danish time, is without a heartbeat; and the seal up to
-- which the chain was last found whole, by number and hash: null before the
-- first time.

CREATE OR REPLACE FUNCTION api_audit.heartbeat_due()
	RETURNS TABLE (ret_due boolean, ret_number bigint, ret_hash bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	today constant date :=
		(internal.clock() AT TIME ZONE 'Europe/Copenhagen')::date;
	last data.audit;
BEGIN
	ret_due := NOT EXISTS (SELECT FROM data.audit a
		WHERE a.action = 'heartbeat'
			AND timezone('Europe/Copenhagen', a.at)::date >= today);
	SELECT * INTO last FROM data.audit a
		WHERE a.action = 'heartbeat' AND a.outcome = 'ok'
		ORDER BY timezone('Europe/Copenhagen', a.at)::date DESC LIMIT 1;
	IF FOUND THEN
		ret_number := split_part(last.detail, ':', 1)::bigint;
		ret_hash := decode(split_part(last.detail, ':', 2), 'hex');
	END IF;
	RETURN NEXT;
END
$$;

ALTER FUNCTION api_audit.heartbeat_due() OWNER TO minsag_system;
COMMENT ON FUNCTION api_audit.heartbeat_due() IS
	'Whether today is without a heartbeat, and where the last one ended.';
REVOKE ALL ON FUNCTION api_audit.heartbeat_due() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_audit.heartbeat_due() TO minsag_audit;
