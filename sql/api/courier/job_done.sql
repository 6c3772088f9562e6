-- SPDX-License-Identifier: EUPL-1.2
-- The job is done. Said again with the same lease it is no mistake: the first
-- answer may have been lost. MS409 when somebody else has the job.

CREATE OR REPLACE FUNCTION api_courier.job_done(in_job bigint, in_lease uuid)
	RETURNS TABLE (ret_ok boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM data.job j WHERE j.id = in_job
		AND j.lease = in_lease AND j.outcome = 'done')
	THEN
		PERFORM internal.job_held(in_job, in_lease);
		UPDATE data.job j SET outcome = 'done', problem = NULL,
				ended_at = internal.clock()
			WHERE j.id = in_job;
	END IF;
	RETURN QUERY SELECT true;
END
$$;

ALTER FUNCTION api_courier.job_done(bigint, uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.job_done(bigint, uuid) IS 'The job is done.';
REVOKE ALL ON FUNCTION api_courier.job_done(bigint, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.job_done(bigint, uuid)
	TO minsag_courier;
