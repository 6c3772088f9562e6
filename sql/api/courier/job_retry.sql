-- SPDX-License-Identifier: EUPL-1.2
-- The job failed: it is tried again after a pause, 10 seconds at first and an
-- hour at most, until it has been tried in_attempts times; then it is dead, for
-- somebody to look at.
--
-- A message keeps its citizen's quiet hours however late it is.
--
-- in_attempts null: something that it needs was away, which is no fault of the
-- job's. That try does not count, and the pause is a minute at most, for ever.
-- in_problem: the rule that was broken or what was away; never data. MS409
-- when the lease is no longer the last one.

CREATE OR REPLACE FUNCTION api_courier.job_retry(in_job bigint, in_lease uuid,
	in_problem text, in_attempts integer)
	RETURNS TABLE (ret_dead boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	clock constant timestamptz := internal.clock();
	it constant data.job := internal.job_held(in_job, in_lease);
	dead constant boolean := coalesce(it.tries >= in_attempts, false);
	due timestamptz := clock + CASE WHEN in_attempts IS NULL
		THEN internal.job_pause(it.delays, '2 seconds', '1 minute')
		ELSE internal.job_pause(it.tries - 1, '10 seconds', '1 hour') END;
BEGIN
	IF it.kind = 'notice' THEN
		due := internal.notice_quiet(it.subject, due);
	END IF;
	UPDATE data.job j SET lease = NULL, problem = left(in_problem, 200),
			tries = it.tries - (in_attempts IS NULL)::integer,
			delays = it.delays + (in_attempts IS NULL)::integer,
			due_at = due,
			outcome = CASE WHEN dead THEN 'dead' END,
			ended_at = CASE WHEN dead THEN clock END
		WHERE j.id = in_job;
	RETURN QUERY SELECT dead;
END
$$;

ALTER FUNCTION api_courier.job_retry(bigint, uuid, text, integer)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.job_retry(bigint, uuid, text, integer) IS
	'The job failed: it is tried again after a pause, or is dead.';
REVOKE ALL ON FUNCTION api_courier.job_retry(bigint, uuid, text, integer)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.job_retry(bigint, uuid, text, integer)
	TO minsag_courier;
