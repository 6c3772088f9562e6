-- SPDX-License-Identifier: EUPL-1.2
-- Removes uploads whose time has passed, 100 at most a call. Needs no session.

CREATE OR REPLACE FUNCTION api_upload.sweep(OUT ret_removed bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	ret_removed := internal.upload_sweep(100);
END
$$;

ALTER FUNCTION api_upload.sweep() OWNER TO minsag_system;
COMMENT ON FUNCTION api_upload.sweep() IS
	'Removes uploads whose time has passed.';
REVOKE ALL ON FUNCTION api_upload.sweep() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_upload.sweep() TO minsag_upload;
