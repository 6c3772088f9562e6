-- SPDX-License-Identifier: EUPL-1.2
-- Jobs in one state, the one that has been in it longest first.
--
-- in_state: dead (given up, for somebody to decide about), waiting (due now or
-- later, or being done) or done. in_kind: of this kind alone; null: all. MS400
-- for a word that is none.
-- in_after_at, in_after_job: the last one of the page before, or both null.
-- ret_at: since when it is over, or when it is due.

CREATE OR REPLACE FUNCTION api_admin.job_list(in_state text, in_kind text,
	in_after_at timestamptz, in_after_job bigint, in_limit integer)
RETURNS TABLE (ret_job bigint, ret_kind text, ret_key text, ret_tries integer,
	ret_delays integer, ret_added_at timestamptz, ret_at timestamptz,
	ret_problem text)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF in_state IS NULL OR in_state NOT IN ('dead', 'waiting', 'done') THEN
		PERFORM internal.fail('MS400', 'state: dead, waiting or done');
	ELSIF in_limit IS NULL OR in_limit NOT BETWEEN 1 AND 1000 THEN
		PERFORM internal.fail('MS400', 'limit: 1 to 1000');
	ELSIF in_kind <> ALL (internal.job_kinds()) THEN
		PERFORM internal.fail('MS400', 'kind: '
			|| array_to_string(internal.job_kinds(), ', '));
	ELSIF in_state = 'waiting' THEN
		RETURN QUERY SELECT j.id, j.kind, j.key, j.tries, j.delays,
				j.added_at, j.due_at, j.problem
			FROM data.job j
			WHERE j.ended_at IS NULL AND (in_kind IS NULL OR j.kind = in_kind)
				AND (j.due_at, j.id) > (coalesce(in_after_at, '-infinity'),
					coalesce(in_after_job, 0))
			ORDER BY j.due_at, j.id LIMIT in_limit;
	ELSE
		RETURN QUERY SELECT j.id, j.kind, j.key, j.tries, j.delays,
				j.added_at, j.ended_at, j.problem
			FROM data.job j
			WHERE j.ended_at IS NOT NULL AND j.outcome = in_state
				AND (in_kind IS NULL OR j.kind = in_kind)
				AND (j.ended_at, j.id) > (coalesce(in_after_at, '-infinity'),
					coalesce(in_after_job, 0))
			ORDER BY j.ended_at, j.id LIMIT in_limit;
	END IF;
END
$$;

ALTER FUNCTION api_admin.job_list(text, text, timestamptz, bigint, integer)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_admin.job_list(text, text, timestamptz, bigint,
	integer) IS 'Jobs in one state.';
REVOKE ALL ON FUNCTION api_admin.job_list(text, text, timestamptz, bigint,
	integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_admin.job_list(text, text, timestamptz, bigint,
	integer) TO minsag_admin;
