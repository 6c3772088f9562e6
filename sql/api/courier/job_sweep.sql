-- SPDX-License-Identifier: EUPL-1.2
-- Deletes the rows of jobs that were done 30 days ago: until then adding them
-- again does nothing. At most 1,000 a call. Dead ones stay until somebody has
-- decided about them.

CREATE OR REPLACE FUNCTION api_courier.job_sweep()
	RETURNS TABLE (ret_deleted bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	gone bigint;
BEGIN
	DELETE FROM data.job WHERE id = ANY (ARRAY(
		SELECT j.id FROM data.job j
		WHERE j.outcome = 'done' AND j.ended_at IS NOT NULL
			AND j.ended_at < internal.clock() - interval '30 days'
		ORDER BY j.ended_at LIMIT 1000));
	GET DIAGNOSTICS gone = ROW_COUNT;
	RETURN QUERY SELECT gone;
END
$$;

ALTER FUNCTION api_courier.job_sweep() OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.job_sweep() IS
	'Deletes the rows of jobs that were done long ago.';
REVOKE ALL ON FUNCTION api_courier.job_sweep() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.job_sweep() TO minsag_courier;
