-- SPDX-License-Identifier: EUPL-1.2
-- Cases with a deadline from today up to the municipality's number of days.

CREATE OR REPLACE FUNCTION internal.deadline_near()
	RETURNS TABLE (case_id uuid, deadline_on date)
LANGUAGE sql STABLE
AS $$
	SELECT c.id, c.deadline_on
	FROM data.notice_rule r JOIN data.case c ON c.deadline_on BETWEEN
		internal.today() AND internal.today() + r.deadline_days
$$;

COMMENT ON FUNCTION internal.deadline_near() IS
	'Cases whose deadline is near.';
REVOKE ALL ON FUNCTION internal.deadline_near() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.deadline_near() TO minsag_system;
