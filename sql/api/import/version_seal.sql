-- SPDX-License-Identifier: EUPL-1.2
-- Closes a version whose bytes have all been brought. MS409 when they are not
-- those announced.

CREATE OR REPLACE FUNCTION api_import.version_seal(in_version uuid)
	RETURNS TABLE (ret_ok boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM internal.version_seal(in_version);
	RETURN QUERY SELECT true;
END
$$;

ALTER FUNCTION api_import.version_seal(uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.version_seal(uuid) IS
	'Closes a version whose bytes have all been brought.';
REVOKE ALL ON FUNCTION api_import.version_seal(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.version_seal(uuid) TO minsag_import;
