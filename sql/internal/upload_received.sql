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

-- Whether what a browser calls a file's type speaks against it. It goes by the
-- name's ending and by what is installed (Windows calls a CSV Excel's), so only
-- words that no taken file bears count: a picture of another type, sound or
-- film where the area takes none, a PDF, a page, an archive or a program.
CREATE OR REPLACE FUNCTION internal.upload_type_may(in_said text, in_types text[])
	RETURNS boolean
LANGUAGE plpgsql IMMUTABLE
AS $$
DECLARE
	said constant text := lower(btrim(split_part(in_said, ';', 1)));
BEGIN
	RETURN CASE
		WHEN said ~ '^(audio|video)/' THEN
			EXISTS (SELECT FROM unnest(in_types) t WHERE t ~ '^(audio|video)/')
		WHEN said ~ '^image/' THEN CASE said WHEN 'image/heif' THEN 'image/heic'
			WHEN 'image/jpg' THEN 'image/jpeg'
			WHEN 'image/pjpeg' THEN 'image/jpeg'
			WHEN 'image/tif' THEN 'image/tiff'
			ELSE said END = ANY (in_types)
		WHEN said IN ('application/pdf', 'text/html', 'application/zip',
			'application/x-zip-compressed', 'application/x-msdownload')
			THEN said = ANY (in_types)
		ELSE true END;
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
