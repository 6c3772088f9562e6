-- SPDX-License-Identifier: EUPL-1.2
-- What follows when the last byte of an upload is there: the audit row, and
-- the job that has it checked. In the statement that finished it, so that
-- none is without the other.

CREATE OR REPLACE FUNCTION internal.upload_received(in_upload uuid, in_case uuid,
	in_request_id text) RETURNS void
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
	PERFORM internal.audit_add('upload', 'ok', in_case, NULL, in_request_id,
		'upload ' || in_upload::text);
	PERFORM internal.job_add('scan', in_upload::text, in_upload, NULL);
END
$$;

-- Whether what a browser calls a file's type speaks against it. Browsers that
-- do not know HEIC call it nothing, or bytes.
CREATE OR REPLACE FUNCTION internal.upload_type_may(in_said text, in_types text[])
	RETURNS boolean
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
	said constant text := lower(btrim(split_part(in_said, ';', 1)));
BEGIN
	RETURN said IN ('', 'application/octet-stream')
		OR CASE said WHEN 'image/heif' THEN 'image/heic'
			WHEN 'image/jpg' THEN 'image/jpeg'
			ELSE said END = ANY (in_types);
END
$$;

COMMENT ON FUNCTION internal.upload_received(uuid, uuid, text) IS
	'What follows when the last byte of an upload is there.';
COMMENT ON FUNCTION internal.upload_type_may(text, text[]) IS
	'Whether what a browser calls a file''s type speaks against it.';
REVOKE ALL ON FUNCTION internal.upload_received(uuid, uuid, text) FROM PUBLIC;
REVOKE ALL ON FUNCTION internal.upload_type_may(text, text[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.upload_received(uuid, uuid, text)
	TO minsag_person;
GRANT EXECUTE ON FUNCTION internal.upload_type_may(text, text[])
	TO minsag_person;
