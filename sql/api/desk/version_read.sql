-- SPDX-License-Identifier: EUPL-1.2
-- One version for a caseworker, published or not: its facts and extracted text.
--
-- in_unit, in_role, in_name, in_reason: who looks and why, as
-- internal.audit_staff demands; that row is committed before anything leaves
-- (internal.look_staff), and the parties read it (api_citizen.look_list).
-- in_request_id: what tells this look from others; without one nothing leaves.
-- ret_published_at is null for what is not published, ret_text for what has no
-- text. MS404: no such version.

CREATE OR REPLACE FUNCTION api_desk.version_read(in_unit text, in_role text, in_name text,
	in_reason text, in_version uuid, in_request_id text DEFAULT NULL)
RETURNS TABLE (ret_case_key text, ret_case_title text, ret_kind text,
		ret_title text, ret_dated_on date, ret_number int4, ret_state text,
		ret_published_at timestamptz, ret_media_type text, ret_size int8,
		ret_pages int4, ret_file_name text, ret_text text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	of_case constant uuid := (SELECT v.case_id FROM data.version v
		WHERE v.id = in_version);
BEGIN
	IF of_case IS NULL THEN
		PERFORM internal.fail('MS404', 'version: no such');
	END IF;
	IF NOT internal.look_staff(in_unit, in_role, in_name, in_reason, of_case,
		in_version, in_request_id)
	THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT c.source_key, c.title, d.kind, d.title, d.dated_on, v.number,
		v.state, p.published_at, v.media_type, v.size, v.pages, v.file_name,
		t.body
	FROM data.version v
		JOIN data.document d ON d.id = v.document_id
		JOIN data.case c ON c.id = v.case_id
		LEFT JOIN data.publication p ON p.version_id = v.id
		LEFT JOIN data.version_text t ON t.version_id = v.id
	WHERE v.id = in_version;
END
$$;

ALTER FUNCTION api_desk.version_read(text, text, text, text, uuid, text) OWNER TO
	minsag_system;
COMMENT ON FUNCTION api_desk.version_read(text, text, text, text, uuid, text) IS
	'One version for a caseworker, who says why.';
REVOKE ALL ON FUNCTION api_desk.version_read(text, text, text, text, uuid, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_desk.version_read(text, text, text, text, uuid, text)
	TO minsag_admin;
