-- SPDX-License-Identifier: EUPL-1.2
-- The cases whose deadline is near, by id after in_after (null: from the first),
-- at most 100. MS409 as internal.job_held says.

CREATE OR REPLACE FUNCTION api_courier.deadline_list(in_job bigint, in_lease uuid,
	in_after uuid) RETURNS TABLE (ret_case uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	held constant data.job := internal.job_held(in_job, in_lease);
BEGIN
	IF held.kind <> 'deadline' THEN
		PERFORM internal.fail('MS409', 'job: of another kind');
	END IF;
	RETURN QUERY SELECT n.case_id FROM internal.deadline_near() n
		WHERE in_after IS NULL OR n.case_id > in_after
		ORDER BY n.case_id LIMIT 100;
END
$$;

ALTER FUNCTION api_courier.deadline_list(bigint, uuid, uuid)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.deadline_list(bigint, uuid, uuid)
	IS
	'The cases whose deadline is near.';
REVOKE ALL ON FUNCTION api_courier.deadline_list(bigint, uuid, uuid)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.deadline_list(bigint, uuid, uuid)
	TO minsag_courier;
