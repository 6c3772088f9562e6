-- SPDX-License-Identifier: EUPL-1.2
-- The area that the job is about shows more or less than before: brings what is
-- derived from that in step for one of its cases. Repeated it does no harm. MS409
-- as internal.job_held says.

CREATE OR REPLACE FUNCTION api_courier.area_refresh(in_job bigint, in_lease uuid,
	in_case uuid) RETURNS TABLE (ret_ok boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	held constant data.job := internal.job_held(in_job, in_lease);
BEGIN
	IF held.kind <> 'area' THEN
		PERFORM internal.fail('MS409', 'job: of another kind');
	END IF;
	PERFORM internal.showing_refresh(in_case, NULL);
	RETURN QUERY SELECT true;
END
$$;

ALTER FUNCTION api_courier.area_refresh(bigint, uuid, uuid)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.area_refresh(bigint, uuid, uuid)
	IS
	'Brings what is derived from an area in step for one case.';
REVOKE ALL ON FUNCTION api_courier.area_refresh(bigint, uuid, uuid)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.area_refresh(bigint, uuid, uuid)
	TO minsag_courier;
