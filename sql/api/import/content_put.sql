-- SPDX-License-Identifier: EUPL-1.2
-- Writes a part of a version's bytes, at most 1 MiB.
--
-- MS413 when it is longer or goes beyond the announced size; MS409 when the
-- version is sealed.

CREATE OR REPLACE FUNCTION api_import.content_put(in_version uuid, in_offset bigint,
	in_bytes bytea)
	RETURNS TABLE (ret_ok boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF length(in_bytes) > 1048576 THEN
		PERFORM internal.fail('MS413', 'content: at most 1 MiB at once');
	END IF;
	PERFORM internal.version_append(in_version, in_offset, in_bytes);
	RETURN QUERY SELECT true;
END
$$;

ALTER FUNCTION api_import.content_put(uuid, bigint, bytea)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.content_put(uuid, bigint, bytea) IS
	'Writes a part of a version''s bytes.';
REVOKE ALL ON FUNCTION api_import.content_put(uuid, bigint, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.content_put(uuid, bigint, bytea)
	TO minsag_import;
