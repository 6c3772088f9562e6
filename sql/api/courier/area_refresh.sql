-- SPDX-License-Identifier: EUPL-1.2
-- An area shows more or less than before: brings what is derived from that in
-- step, for a part of its cases at a time. The first word of the job's key is
-- the area. Repeated it does no harm.
--
-- in_after: the case that the part before ended with, null: from the first one.
-- ret_last: the case that this part ended with; no row when none was left.

CREATE OR REPLACE FUNCTION api_courier.area_refresh(in_job bigint, in_lease uuid,
	in_after uuid) RETURNS TABLE (ret_last uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	held constant data.job := internal.job_held(in_job, in_lease);
	each uuid;
BEGIN
	IF held.kind <> 'area' THEN
		PERFORM internal.fail('MS400', 'job: of another kind');
	END IF;
	FOR each IN SELECT c.id FROM data.case c
		WHERE c.area_key = split_part(held.key, ' ', 1)
			AND (in_after IS NULL OR c.id > in_after)
		ORDER BY c.id LIMIT 20
	LOOP
		PERFORM internal.showing_refresh(each, NULL);
		ret_last := each;
	END LOOP;
	IF ret_last IS NOT NULL THEN
		RETURN NEXT;
	END IF;
END
$$;

ALTER FUNCTION api_courier.area_refresh(bigint, uuid, uuid)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.area_refresh(bigint, uuid, uuid) IS
	'Brings what is derived from an area in step, a part at a time.';
REVOKE ALL ON FUNCTION api_courier.area_refresh(bigint, uuid, uuid)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.area_refresh(bigint, uuid, uuid)
	TO minsag_courier;
