-- SPDX-License-Identifier: EUPL-1.2
-- Finds a version that is here already, before its file is examined and sent.
--
-- One row, or none when the number is free. MS409 when it is here with other
-- bytes or other facts.

CREATE OR REPLACE FUNCTION api_import.version_find(in_document uuid, in_number integer,
	in_state text, in_created_at timestamptz, in_media_type text,
	in_sha256 bytea, in_file_name text)
	RETURNS TABLE (ret_version uuid)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known data.version;
BEGIN
	SELECT * INTO known FROM data.version v
		WHERE v.document_id = in_document AND v.number = in_number;
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
	RETURN QUERY SELECT known.id;
END
$$;

ALTER FUNCTION api_import.version_find(uuid, integer, text, timestamptz, text,
	bytea, text) OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.version_find(uuid, integer, text, timestamptz,
	text, bytea, text) IS
	'Finds a version that is here already.';
REVOKE ALL ON FUNCTION api_import.version_find(uuid, integer, text,
	timestamptz, text, bytea, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.version_find(uuid, integer, text,
	timestamptz, text, bytea, text) TO minsag_import;
