-- SPDX-License-Identifier: EUPL-1.2
-- Once a day: notes the deadlines that are near, for every party of the case.
-- A deadline is near from the municipality's days before it up to the day
-- itself, and is told once. ret_cases: how many cases have one.

CREATE OR REPLACE FUNCTION api_courier.deadline()
RETURNS TABLE (ret_cases int8)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	today constant date := internal.today();
	each record;
	cases bigint := 0;
BEGIN
	FOR each IN
		SELECT c.id, c.deadline_on FROM data.case c
			CROSS JOIN data.notice_rule r
		WHERE c.deadline_on BETWEEN today AND today + r.deadline_days
		ORDER BY c.id
	LOOP
		cases := cases + 1;
		PERFORM internal.notice_add(p.person_id, each.id, 'deadline-near',
				internal.notice_deadline(each.id, each.deadline_on))
			FROM data.party p WHERE p.case_id = each.id;
	END LOOP;
	RETURN QUERY SELECT cases;
END
$$;

ALTER FUNCTION api_courier.deadline() OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.deadline() IS
	'Notes the deadlines that are near.';
REVOKE ALL ON FUNCTION api_courier.deadline() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.deadline() TO minsag_courier;
