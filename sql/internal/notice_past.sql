-- SPDX-License-Identifier: EUPL-1.2
-- What was published before this moment is the past of a case, which is not
-- told when it becomes visible: only on the day on which the case is shown to
-- its parties for the first time (it was brought in, or its area opened);
-- -infinity afterwards.

CREATE OR REPLACE FUNCTION internal.notice_past(in_case uuid)
	RETURNS timestamptz
LANGUAGE sql STABLE
AS $$
	SELECT CASE WHEN EXISTS (SELECT FROM data.publication n
				JOIN data.party p ON p.case_id = n.case_id
				JOIN data.showing s ON s.person_id = p.person_id
					AND s.version_id = n.version_id
			WHERE n.case_id = in_case
				AND s.shown_at < internal.clock() - interval '1 day')
			THEN '-infinity'
		ELSE internal.clock() - make_interval(days => r.past_days) END
	FROM data.notice_rule r WHERE r.one
$$;

COMMENT ON FUNCTION internal.notice_past(uuid) IS
	'What was published before is the past of a case, which is not told.';
REVOKE ALL ON FUNCTION internal.notice_past(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.notice_past(uuid) TO minsag_system;
