-- SPDX-License-Identifier: EUPL-1.2
-- Adds a version with an empty large object; content_put brings the bytes, in
-- the same transaction, so that a killed import leaves nothing behind.
--
-- in_text: extracted text for search, or null.

CREATE OR REPLACE FUNCTION api_import.version_put(in_document uuid, in_number integer,
	in_state text, in_created_at timestamptz, in_media_type text,
	in_size bigint, in_pages integer, in_sha256 bytea, in_file_name text,
	in_text text)
	RETURNS TABLE (ret_version uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	version constant uuid := internal.version_add(in_document, in_number,
		in_state, in_created_at, in_media_type, in_size, in_pages,
		in_sha256, in_file_name, NULL);
BEGIN
	PERFORM internal.version_text_add(version, in_text);
	RETURN QUERY SELECT version;
END
$$;

ALTER FUNCTION api_import.version_put(uuid, integer, text, timestamptz, text,
	bigint, integer, bytea, text, text) OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.version_put(uuid, integer, text, timestamptz,
	text, bigint, integer, bytea, text, text) IS
	'Adds a version with an empty large object.';
REVOKE ALL ON FUNCTION api_import.version_put(uuid, integer, text, timestamptz,
	text, bigint, integer, bytea, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.version_put(uuid, integer, text,
	timestamptz, text, bigint, integer, bytea, text, text) TO minsag_import;
