-- SPDX-License-Identifier: EUPL-1.2
-- One upload of mine, as upload_list tells it: the receipt. While its case is
-- mine.
--
-- in_request_id: nginx's, or null. Audited as case_read is. A page that waits
-- asks again and again, so the sliding limit stays. No rows and MS404:
-- not mine, audited.

CREATE OR REPLACE FUNCTION api_citizen.upload_read(in_session bytea, in_upload uuid,
	in_request_id text)
RETURNS TABLE (ret_id uuid, ret_case_id uuid, ret_file_name text,
		ret_size int8, ret_received int8, ret_state text,
		ret_reason text, ret_created_at timestamptz,
		ret_finished_at timestamptz, ret_expires_at timestamptz,
		ret_sha256 bytea, ret_media_type text, ret_document_id uuid,
		ret_version_id uuid, ret_released_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, false);
	of_case uuid;
BEGIN
	SELECT u.case_id INTO of_case FROM data.upload u
		WHERE u.id = in_upload AND u.removed_by IS DISTINCT FROM 'citizen';
	IF NOT FOUND THEN
		PERFORM internal.upload_absent(in_upload, in_request_id);
		RETURN;
	END IF;
	IF internal.case_mine(of_case, 'upload', in_request_id) THEN
		RETURN QUERY SELECT f.ret_id, f.ret_case_id, f.ret_file_name, f.ret_size, f.ret_received,
			f.ret_state, f.ret_reason, f.ret_created_at, f.ret_finished_at,
			f.ret_expires_at, f.ret_sha256, f.ret_media_type, f.ret_document_id,
			f.ret_version_id, f.ret_released_at
		FROM internal.upload_facts(in_upload) f;
	END IF;
END
$$;

ALTER FUNCTION api_citizen.upload_read(bytea, uuid, text)
	OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.upload_read(bytea, uuid, text) IS
	'One upload of mine: the receipt.';
REVOKE ALL ON FUNCTION api_citizen.upload_read(bytea, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.upload_read(bytea, uuid, text)
	TO minsag_citizen;
