-- SPDX-License-Identifier: EUPL-1.2
-- Whether a row of the audit is a look at this case that was granted: what a
-- citizen can ask about. Row-level security shows a citizen only their own
-- looks, and the question is about others'; so this says yes or no, and no
-- more. The caller has asked whether the case is the citizen's.

CREATE OR REPLACE FUNCTION internal.look_of_case(in_audit bigint, in_case uuid)
	RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN EXISTS (SELECT FROM data.audit a WHERE a.id = in_audit
		AND a.case_id = in_case AND a.outcome = 'ok');
END
$$;

ALTER FUNCTION internal.look_of_case(bigint, uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.look_of_case(bigint, uuid) IS
	'Whether a row of the audit is a look at this case.';
REVOKE ALL ON FUNCTION internal.look_of_case(bigint, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.look_of_case(bigint, uuid)
	TO minsag_person;
