-- SPDX-License-Identifier: EUPL-1.2
-- The citizen would take back a remark that is not theirs, or none. Writes the
-- audit row, which knows whether it exists (denied) or not (absent), and
-- refuses with MS404, which does not.

CREATE OR REPLACE FUNCTION internal.refuse_remark(in_remark uuid, in_request_id text)
	RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	of_case constant uuid := (SELECT r.case_id FROM data.remark r
		WHERE r.id = in_remark);
BEGIN
	PERFORM internal.audit_add('withdraw',
		CASE WHEN of_case IS NULL THEN 'absent' ELSE 'denied' END, of_case,
		NULL, in_request_id, 'remark ' || in_remark::text);
	PERFORM internal.refuse('MS404', 'not here for this citizen');
END
$$;

ALTER FUNCTION internal.refuse_remark(uuid, text) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.refuse_remark(uuid, text) IS
	'Audits and refuses a remark that is not this citizen''s.';
REVOKE ALL ON FUNCTION internal.refuse_remark(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.refuse_remark(uuid, text)
	TO minsag_person;
