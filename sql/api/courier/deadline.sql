-- SPDX-License-Identifier: EUPL-1.2
-- Notes the deadline of one case, if it is near, for every party of it. A
-- deadline is near from the municipality's days before it up to the day itself,
-- and is told once. One case a statement, its parties in the order in which
-- everything takes them (internal.case_lock). MS409 as internal.job_held says.

CREATE OR REPLACE FUNCTION api_courier.deadline(in_job bigint, in_lease uuid,
	in_case uuid) RETURNS TABLE (ret_ok boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	held constant data.job := internal.job_held(in_job, in_lease);
	deadline date;
	person uuid;
BEGIN
	IF held.kind <> 'deadline' THEN
		PERFORM internal.fail('MS409', 'job: of another kind');
	END IF;
	SELECT n.deadline_on INTO deadline FROM internal.deadline_near() n
		WHERE n.case_id = in_case;
	FOR person IN SELECT p.person_id FROM data.party p
		WHERE p.case_id = in_case AND deadline IS NOT NULL
		ORDER BY p.person_id
	LOOP
		PERFORM internal.notice_add(person, in_case, 'deadline-near',
			internal.notice_deadline(in_case, deadline));
	END LOOP;
	RETURN QUERY SELECT true;
END
$$;

ALTER FUNCTION api_courier.deadline(bigint, uuid, uuid)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.deadline(bigint, uuid, uuid)
	IS
	'Notes the deadline of one case, if it is near.';
REVOKE ALL ON FUNCTION api_courier.deadline(bigint, uuid, uuid)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.deadline(bigint, uuid, uuid)
	TO minsag_courier;
