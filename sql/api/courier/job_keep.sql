-- SPDX-License-Identifier: EUPL-1.2
-- Renews the lease on a job that takes its time: in_seconds from now. MS409
-- when it has run out and somebody else has taken the job.

CREATE OR REPLACE FUNCTION api_courier.job_keep(in_job bigint, in_lease uuid,
	in_seconds integer)
	RETURNS TABLE (ret_ok boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM internal.job_held(in_job, in_lease);
	UPDATE data.job j SET due_at = internal.clock()
			+ make_interval(secs => in_seconds)
		WHERE j.id = in_job;
	RETURN QUERY SELECT true;
END
$$;

ALTER FUNCTION api_courier.job_keep(bigint, uuid, integer)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.job_keep(bigint, uuid, integer) IS
	'Renews the lease on a job.';
REVOKE ALL ON FUNCTION api_courier.job_keep(bigint, uuid, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.job_keep(bigint, uuid, integer)
	TO minsag_courier;
