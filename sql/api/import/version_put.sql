-- SPDX-License-Identifier: EUPL-1.2
-- Adds a version with an empty large object; content_put brings the bytes and
-- version_seal closes them, in the same transaction, so that a killed import
-- leaves nothing half behind. Nobody sees it before publication_put.
--
-- in_document: the case system's key. in_text: extracted text for search, or
-- null. ret_sealed: another import has brought it meanwhile. MS404 when the
-- case has no such document.

CREATE OR REPLACE FUNCTION api_import.version_put(in_case uuid, in_document text,
	in_number integer, in_state text, in_created_at timestamptz,
	in_media_type text, in_size bigint, in_pages integer, in_sha256 bytea,
	in_file_name text, in_text text)
	RETURNS TABLE (ret_version uuid, ret_sealed boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	document constant uuid := (SELECT d.id FROM data.document d
		WHERE d.case_id = in_case AND d.source_key = in_document);
	version constant uuid := internal.version_add(document, in_number,
		in_state, in_created_at, in_media_type, in_size, in_pages,
		in_sha256, in_file_name, NULL);
BEGIN
	PERFORM internal.version_text_add(version, in_text);
	RETURN QUERY SELECT b.version_id, b.sealed_at IS NOT NULL
		FROM data.version_bytes b WHERE b.version_id = version;
END
$$;

ALTER FUNCTION api_import.version_put(uuid, text, integer, text,
	timestamptz, text, bigint, integer, bytea, text, text) OWNER TO
	minsag_system;
COMMENT ON FUNCTION api_import.version_put(uuid, text, integer, text,
	timestamptz, text, bigint, integer, bytea, text, text) IS
	'Adds a version with an empty large object.';
REVOKE ALL ON FUNCTION api_import.version_put(uuid, text, integer, text,
	timestamptz, text, bigint, integer, bytea, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.version_put(uuid, text, integer,
	text, timestamptz, text, bigint, integer, bytea, text, text) TO
	minsag_import;
