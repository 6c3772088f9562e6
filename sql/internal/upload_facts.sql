-- SPDX-License-Identifier: EUPL-1.2
-- What a citizen is told about an upload of theirs, for upload_list and
-- upload_read; the policies decide whether there is a row.

CREATE OR REPLACE FUNCTION internal.upload_facts(in_upload uuid)
RETURNS TABLE (ret_id uuid, ret_case_id uuid, ret_file_name text,
		ret_size int8, ret_received int8, ret_state text,
		ret_reason text, ret_created_at timestamptz,
		ret_finished_at timestamptz, ret_expires_at timestamptz,
		ret_sha256 bytea, ret_media_type text, ret_document_id uuid,
		ret_version_id uuid, ret_released_at timestamptz)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
	RETURN QUERY
	SELECT u.id, u.case_id, u.file_name, u.size, u.received,
		internal.upload_state(u.finished_at, u.expires_at, u.removed_at,
			k.upload_id IS NOT NULL, v.outcome),
		v.reason, u.created_at, u.finished_at, u.expires_at, h.sha256,
		v.media_type, shown.document_id, v.version_id,
		r.released_at
	FROM data.upload u
		LEFT JOIN data.upload_check k ON k.upload_id = u.id
		LEFT JOIN data.upload_hash h ON h.upload_id = u.id
		LEFT JOIN data.upload_verdict v ON v.upload_id = u.id
		LEFT JOIN data.upload_release r ON r.version_id = v.version_id
		LEFT JOIN data.version shown ON shown.id = v.version_id
	WHERE u.id = in_upload;
END
$$;

COMMENT ON FUNCTION internal.upload_facts(uuid) IS
	'What a citizen is told about an upload of theirs.';
REVOKE ALL ON FUNCTION internal.upload_facts(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.upload_facts(uuid) TO minsag_person;
