-- SPDX-License-Identifier: EUPL-1.2
-- Writes what becomes of an upload, once, with its audit row; of a rejection
-- its sender is told. The first verdict stands: false when there is one
-- already.
--
-- in_version: the version that it became, null when it is rejected. in_reason:
-- why not; data.upload_verdict has the words. in_media_type: what was found,
-- null: unknown.

CREATE OR REPLACE FUNCTION internal.upload_judge(in_upload uuid, in_version uuid,
	in_reason text, in_media_type text, in_pages integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	INSERT INTO data.upload_verdict (upload_id, at, outcome, reason,
			media_type, pages, version_id)
		VALUES (in_upload, internal.clock(), CASE WHEN in_version IS NULL
			THEN 'rejected' ELSE 'accepted' END, in_reason, in_media_type,
			in_pages, in_version)
		ON CONFLICT (upload_id) DO NOTHING;
	IF NOT FOUND THEN
		RETURN false;
	END IF;
	PERFORM internal.audit_job('scan', 'virus-check', u.case_id, in_version,
			format('upload %s %s', u.id, coalesce(in_reason, 'accepted')))
		FROM data.upload u WHERE u.id = in_upload;
	IF in_version IS NULL THEN
		PERFORM internal.notice_add(u.person_id, u.case_id,
				'rejected-upload', u.id)
			FROM data.upload u WHERE u.id = in_upload;
	END IF;
	RETURN true;
END
$$;

ALTER FUNCTION internal.upload_judge(uuid, uuid, text, text, integer)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.upload_judge(uuid, uuid, text, text, integer) IS
	'Writes what becomes of an upload, once.';
REVOKE ALL ON FUNCTION internal.upload_judge(uuid, uuid, text, text, integer)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.upload_judge(uuid, uuid, text, text,
	integer) TO minsag_system;
