-- SPDX-License-Identifier: EUPL-1.2
-- What I have added to a case, the newest first; what I gave up is left out.
--
-- in_after_at, in_after_id: ret_created_at and ret_id of the last row of the
-- page before, or null. in_request_id: nginx's, or null. Audited as case_read
-- is. A page that waits asks again and again, so the sliding limit stays.
-- ret_state: receiving, received, checking, on-case, rejected, expired.
-- ret_reason with rejected, ret_document_id and ret_version_id with on-case,
-- ret_finished_at from received on; ret_sha256 when the bytes have been read;
-- ret_released_at when the municipality showed it to the other parties.

CREATE OR REPLACE FUNCTION api_citizen.upload_list(in_session bytea, in_case uuid,
	in_after_at timestamptz, in_after_id uuid, in_limit int4,
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
	paged constant boolean :=
		internal.page_check(in_limit, in_after_at, in_after_id);
	before_at constant timestamptz := coalesce(in_after_at, 'infinity');
	before_id constant uuid := coalesce(in_after_id, internal.last_id());
BEGIN
	IF NOT internal.case_mine(in_case, 'upload', in_request_id) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT f.ret_id, f.ret_case_id, f.ret_file_name, f.ret_size, f.ret_received,
		f.ret_state, f.ret_reason, f.ret_created_at, f.ret_finished_at,
		f.ret_expires_at, f.ret_sha256, f.ret_media_type, f.ret_document_id,
		f.ret_version_id, f.ret_released_at
	FROM (SELECT u.id, u.created_at FROM data.upload u
			WHERE u.case_id = in_case AND u.person_id = internal.person()
				AND u.removed_by IS DISTINCT FROM 'citizen'
				AND (u.created_at, u.id) < (before_at, before_id)
			ORDER BY u.created_at DESC, u.id DESC LIMIT in_limit) mine
		CROSS JOIN LATERAL internal.upload_facts(mine.id) f
	ORDER BY mine.created_at DESC, mine.id DESC;
END
$$;

ALTER FUNCTION api_citizen.upload_list(bytea, uuid, timestamptz, uuid, int4,
	text) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.upload_list(bytea, uuid, timestamptz, uuid,
	int4, text) IS 'What I have added to one of my cases.';
REVOKE ALL ON FUNCTION api_citizen.upload_list(bytea, uuid, timestamptz, uuid,
	int4, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.upload_list(bytea, uuid, timestamptz,
	uuid, int4, text) TO minsag_citizen;
