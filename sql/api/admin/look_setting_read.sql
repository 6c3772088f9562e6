-- SPDX-License-Identifier: EUPL-1.2
-- Whether citizens see the names of the staff who looked: not until it was
-- decided.

CREATE OR REPLACE FUNCTION api_admin.look_setting_read()
RETURNS TABLE (ret_staff_names bool)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT coalesce((SELECT s.staff_names
		FROM data.look_setting s), false);
END
$$;

ALTER FUNCTION api_admin.look_setting_read() OWNER TO minsag_system;
COMMENT ON FUNCTION api_admin.look_setting_read() IS
	'Whether citizens see the names of the staff who looked.';
REVOKE ALL ON FUNCTION api_admin.look_setting_read() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_admin.look_setting_read() TO minsag_admin;
