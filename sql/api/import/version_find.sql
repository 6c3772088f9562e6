-- SPDX-License-Identifier: EUPL-1.2
-- Finds a version that is here already, by the case system's keys, before its
-- file is examined and sent.
--
-- One row, or none when the number is free. in_sha256: of its file, or null
-- when there is none to compare. ret_sealed: whether its bytes are whole. MS409
-- when it is here with other bytes or other facts.

CREATE OR REPLACE FUNCTION api_import.version_find(in_case uuid, in_document text,
	in_number integer, in_state text, in_created_at timestamptz,
	in_media_type text, in_sha256 bytea, in_file_name text)
	RETURNS TABLE (ret_version uuid, ret_sealed boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known data.version;
BEGIN
	SELECT v.* INTO known
		FROM data.document d JOIN data.version v ON v.document_id = d.id
		WHERE d.case_id = in_case AND d.source_key = in_document
			AND v.number = in_number;
	IF NOT FOUND THEN
		RETURN;
	END IF;
	IF known.sha256 <> in_sha256 THEN
		PERFORM internal.fail('MS409',
			'number: known with other content');
	END IF;
	IF (known.state, known.created_at, known.media_type, known.file_name)
		<> (in_state, in_created_at, in_media_type, in_file_name)
	THEN
		PERFORM internal.fail('MS409',
			'number: known with other facts');
	END IF;
	RETURN QUERY SELECT b.version_id, b.sealed_at IS NOT NULL
		FROM data.version_bytes b WHERE b.version_id = known.id;
END
$$;

ALTER FUNCTION api_import.version_find(uuid, text, integer, text,
	timestamptz, text, bytea, text) OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.version_find(uuid, text, integer, text,
	timestamptz, text, bytea, text) IS
	'Finds a version that is here already.';
REVOKE ALL ON FUNCTION api_import.version_find(uuid, text, integer, text,
	timestamptz, text, bytea, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.version_find(uuid, text, integer,
	text, timestamptz, text, bytea, text) TO minsag_import;
