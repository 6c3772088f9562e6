-- SPDX-License-Identifier: EUPL-1.2
-- Has a dead job tried again, from the start and at once; one that waits is
-- due at once. Returns retried, or same when it is due already. Audited.
-- MS404: no such job; MS409: it is done.

CREATE OR REPLACE FUNCTION api_admin.job_retry(in_job bigint)
RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it data.job;
BEGIN
	SELECT * INTO it FROM data.job j WHERE j.id = in_job FOR UPDATE;
	IF NOT FOUND THEN
		PERFORM internal.fail('MS404',
			format('job %s: no such one', in_job));
	ELSIF it.outcome = 'done' THEN
		PERFORM internal.fail('MS409', format('job %s: it is done', in_job));
	ELSIF it.outcome IS NULL
		-- Due, or in somebody's hands, whose lease must run out.
		AND (it.due_at <= internal.clock() OR it.lease IS NOT NULL)
	THEN
		RETURN QUERY SELECT 'same';
		RETURN;
	END IF;
	UPDATE data.job j SET outcome = NULL, ended_at = NULL, lease = NULL,
			tries = 0, delays = 0, due_at = internal.clock()
		WHERE j.id = in_job;
	PERFORM internal.audit_system('job-retry', NULL, NULL, NULL,
		format('job %s %s', it.id, it.kind));
	PERFORM pg_notify('minsag_job', '');
	RETURN QUERY SELECT 'retried';
END
$$;

ALTER FUNCTION api_admin.job_retry(bigint) OWNER TO minsag_system;
COMMENT ON FUNCTION api_admin.job_retry(bigint) IS
	'Has a job tried again.';
REVOKE ALL ON FUNCTION api_admin.job_retry(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_admin.job_retry(bigint) TO minsag_admin;
