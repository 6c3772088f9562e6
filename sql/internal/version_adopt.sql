-- SPDX-License-Identifier: EUPL-1.2
-- Adds the one version of a document whose bytes are here already, as a large
-- object that nobody can write to any more and no version has. Repeated, it
-- returns the version that is there. MS409 before their SHA-256 is known.
--
-- in_document: its document, which has no other version. in_upload: whose
-- bytes they are. in_media_type, in_pages: what was found in them.

CREATE OR REPLACE FUNCTION internal.version_adopt(in_document uuid, in_upload uuid,
	in_media_type text, in_pages integer) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it uuid;
BEGIN
	INSERT INTO data.version (document_id, case_id, number, state, created_at,
			media_type, size, pages, sha256, file_name, content)
		SELECT d.id, d.case_id, 1, 'final', u.finished_at, in_media_type,
			u.size, in_pages, h.sha256, u.file_name, u.content
		FROM data.document d JOIN data.upload u ON u.case_id = d.case_id
			JOIN data.upload_hash h ON h.upload_id = u.id
		WHERE d.id = in_document AND u.id = in_upload
			AND u.finished_at IS NOT NULL
		ON CONFLICT (document_id, number) DO NOTHING
		RETURNING id INTO it;
	IF it IS NOT NULL THEN
		-- Closed by internal.upload_put, hashed by the courier.
		INSERT INTO data.version_bytes (version_id, sealed_at)
			VALUES (it, internal.clock());
		RETURN it;
	END IF;
	SELECT v.id INTO it FROM data.version v JOIN data.upload u
			ON u.content = v.content
		WHERE v.document_id = in_document AND u.id = in_upload;
	IF it IS NULL THEN
		PERFORM internal.fail('MS409', 'version: of other content');
	END IF;
	RETURN it;
END
$$;

ALTER FUNCTION internal.version_adopt(uuid, uuid, text, integer)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.version_adopt(uuid, uuid, text, integer) IS
	'Adds the one version of a document whose bytes are here already.';
REVOKE ALL ON FUNCTION internal.version_adopt(uuid, uuid, text, integer)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.version_adopt(uuid, uuid, text, integer)
	TO minsag_system;
