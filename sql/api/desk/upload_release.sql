-- SPDX-License-Identifier: EUPL-1.2
-- Shows the other parties of the case what a citizen has added to it. It cannot
-- be undone. Whether the law lets them see it is for whoever decides; what else
-- stands against it, as a withholding, still does.
--
-- in_unit, in_role, in_name, in_reason: who decides and why, as
-- internal.audit_staff demands. in_version: what the upload became. ret_outcome:
-- new or same (nothing done). MS404: no citizen has added such a version.

CREATE OR REPLACE FUNCTION api_desk.upload_release(in_unit text, in_role text,
	in_name text, in_reason text, in_version uuid)
RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it data.publication;
BEGIN
	PERFORM internal.staff_check(in_unit, in_role, in_name, in_reason);
	SELECT * INTO it FROM data.publication n
		WHERE n.version_id = in_version AND n.added_by IS NOT NULL;
	IF it.version_id IS NULL THEN
		PERFORM internal.fail('MS404', 'version: no upload of a citizen');
	END IF;
	PERFORM internal.case_lock(it.case_id);
	IF EXISTS (SELECT FROM data.upload_release r
		WHERE r.version_id = in_version)
	THEN
		RETURN QUERY SELECT 'same';
		RETURN;
	END IF;
	PERFORM internal.audit_staff(in_unit, in_role, in_name, in_reason,
		'release', it.case_id, in_version);
	INSERT INTO data.upload_release (version_id, case_id, released_at,
			released_by)
		VALUES (in_version, it.case_id, internal.clock(), btrim(in_role));
	PERFORM internal.event_add(it.case_id, internal.clock(), 'released', NULL,
		in_version);
	PERFORM internal.showing_refresh(it.case_id, it.document_id);
	RETURN QUERY SELECT 'new';
END
$$;

ALTER FUNCTION api_desk.upload_release(text, text, text, text, uuid)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_desk.upload_release(text, text, text, text, uuid) IS
	'Shows the other parties what a citizen has added.';
REVOKE ALL ON FUNCTION api_desk.upload_release(text, text, text, text, uuid)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_desk.upload_release(text, text, text, text, uuid)
	TO minsag_admin;
