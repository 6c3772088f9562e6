-- SPDX-License-Identifier: EUPL-1.2
-- What is left of a job that goes through a list, as another job of its kind
-- behind all that are due: from what in_after names, its subject, on. Said again
-- it does nothing. MS409 as internal.job_held says.

CREATE OR REPLACE FUNCTION api_courier.job_rest(in_job bigint, in_lease uuid,
	in_after uuid)
	RETURNS TABLE (ret_ok boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	held constant data.job := internal.job_held(in_job, in_lease);
BEGIN
	IF held.kind NOT IN ('area', 'deadline') THEN
		PERFORM internal.fail('MS409', 'job: of another kind');
	END IF;
	-- The first one's key, without the place where this one began.
	PERFORM internal.job_add(held.kind, CASE WHEN held.subject IS NULL
			THEN held.key
			ELSE left(held.key, -length(' ' || held.subject)) END
		|| ' ' || in_after, in_after, NULL);
	RETURN QUERY SELECT true;
END
$$;

ALTER FUNCTION api_courier.job_rest(bigint, uuid, uuid)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.job_rest(bigint, uuid, uuid) IS
	'What is left of a job, as another job.';
REVOKE ALL ON FUNCTION api_courier.job_rest(bigint, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.job_rest(bigint, uuid, uuid)
	TO minsag_courier;
