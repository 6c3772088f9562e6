-- SPDX-License-Identifier: EUPL-1.2
-- The cases whose deadline is near, the first of them by id after in_after
-- (null: from the beginning), at most 100.

CREATE OR REPLACE FUNCTION api_courier.deadline_list(in_after uuid)
RETURNS TABLE (ret_case uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT n.case_id FROM internal.deadline_near() n
		WHERE in_after IS NULL OR n.case_id > in_after
		ORDER BY n.case_id LIMIT 100;
END
$$;

ALTER FUNCTION api_courier.deadline_list(uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.deadline_list(uuid) IS
	'The cases whose deadline is near.';
REVOKE ALL ON FUNCTION api_courier.deadline_list(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.deadline_list(uuid) TO minsag_courier;
