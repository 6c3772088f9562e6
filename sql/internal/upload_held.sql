-- SPDX-License-Identifier: EUPL-1.2
-- The finished upload that the caller's scan job is about. A courier that was
-- taken over reaches only uploads whose job it has taken, and those only until
-- somebody else has; and none on a lease that is not committed. MS409 when the job is not the caller's any more, MS404
-- when it is about no finished upload.

CREATE OR REPLACE FUNCTION internal.upload_held(in_job bigint, in_lease uuid)
	RETURNS data.upload
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	of_upload uuid;
	it data.upload;
BEGIN
	SELECT j.subject INTO of_upload FROM data.job j
		WHERE j.id = in_job AND j.lease = in_lease AND j.kind = 'scan'
			AND j.ended_at IS NULL
			AND internal.committed_earlier(j.leased_by);
	IF NOT FOUND THEN
		PERFORM internal.fail('MS409', 'job: not yours any more');
	END IF;
	SELECT * INTO it FROM data.upload u
		WHERE u.id = of_upload AND u.finished_at IS NOT NULL;
	IF NOT FOUND THEN
		PERFORM internal.fail('MS404', 'scan: no finished upload');
	END IF;
	RETURN it;
END
$$;

ALTER FUNCTION internal.upload_held(bigint, uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.upload_held(bigint, uuid) IS
	'The finished upload that the caller''s scan job is about.';
REVOKE ALL ON FUNCTION internal.upload_held(bigint, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.upload_held(bigint, uuid)
	TO minsag_system;
