-- SPDX-License-Identifier: EUPL-1.2
-- The document that an upload becomes: titled by its file's name, dated the
-- Danish day on which it was received. Repeated, it returns the same one.
--
-- in_media_type: a picture is a photo, all else other. Where the area does not
-- show that kind, the nearest that it shows, for a citizen must see what they
-- have added.

CREATE OR REPLACE FUNCTION internal.upload_document(in_upload uuid, in_media_type text)
	RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it record;
	kinds text[] := '{other,letter,application,note}';
	document uuid;
BEGIN
	SELECT u.*, a.shown_kinds INTO it
		FROM data.upload u JOIN data.case c ON c.id = u.case_id
			JOIN data.area a ON a.key = c.area_key
		WHERE u.id = in_upload;
	IF in_media_type LIKE 'image/%' THEN
		kinds := ARRAY['photo'] || kinds;
	END IF;
	INSERT INTO data.document (case_id, source_key, kind, title, dated_on)
		VALUES (it.case_id, 'upload:' || in_upload, coalesce(
			(SELECT k.kind FROM unnest(kinds) WITH ORDINALITY k (kind, place)
				WHERE k.kind = ANY (it.shown_kinds)
				ORDER BY k.place LIMIT 1), kinds[1]),
			regexp_replace(it.file_name, '(.)\.[[:alnum:]]{1,5}$', '\1'),
			(it.finished_at AT TIME ZONE 'Europe/Copenhagen')::date)
		ON CONFLICT (case_id, source_key) DO NOTHING
		RETURNING id INTO document;
	IF document IS NULL THEN
		SELECT d.id INTO document FROM data.document d
			WHERE d.case_id = it.case_id
				AND d.source_key = 'upload:' || in_upload;
	END IF;
	RETURN document;
END
$$;

ALTER FUNCTION internal.upload_document(uuid, text) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.upload_document(uuid, text) IS
	'The document that an upload becomes.';
REVOKE ALL ON FUNCTION internal.upload_document(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.upload_document(uuid, text)
	TO minsag_system;
