-- SPDX-License-Identifier: EUPL-1.2
-- The citizen asked for an upload that is not theirs. Writes the audit row,
-- which knows whether it exists (denied) or not (absent), and refuses with
-- MS404, which does not.

CREATE OR REPLACE FUNCTION internal.upload_absent(in_upload uuid, in_request_id text)
	RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	of_case uuid;
BEGIN
	SELECT u.case_id INTO of_case FROM data.upload u WHERE u.id = in_upload;
	PERFORM internal.audit_add('upload',
		CASE WHEN of_case IS NULL THEN 'absent' ELSE 'denied' END,
		of_case, NULL, in_request_id, 'upload ' || in_upload::text);
	PERFORM internal.refuse('MS404', 'not here for this citizen');
END
$$;

ALTER FUNCTION internal.upload_absent(uuid, text) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.upload_absent(uuid, text) IS
	'Audits and refuses an upload that is not this citizen''s.';
REVOKE ALL ON FUNCTION internal.upload_absent(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.upload_absent(uuid, text)
	TO minsag_person;
