-- SPDX-License-Identifier: EUPL-1.2
-- The job that the caller has taken, its row locked until the transaction
-- ends. MS409 when the lease is not its last one, or the job is over: then
-- somebody else decides, and nothing that the caller found out counts.

CREATE OR REPLACE FUNCTION internal.job_held(in_job bigint, in_lease uuid)
	RETURNS data.job
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it data.job;
BEGIN
	SELECT * INTO it FROM data.job j
		WHERE j.id = in_job AND j.lease = in_lease AND j.ended_at IS NULL
		FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM internal.fail('MS409', 'job: not yours any more');
	END IF;
	RETURN it;
END
$$;

ALTER FUNCTION internal.job_held(bigint, uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.job_held(bigint, uuid) IS
	'The job that the caller has taken.';
REVOKE ALL ON FUNCTION internal.job_held(bigint, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.job_held(bigint, uuid) TO minsag_system;
