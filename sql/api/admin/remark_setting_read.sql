-- SPDX-License-Identifier: EUPL-1.2
-- How many remarks are taken of a citizen in a day.

CREATE OR REPLACE FUNCTION api_admin.remark_setting_read()
RETURNS TABLE (ret_day_most int4)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT internal.remark_day_most();
END
$$;

ALTER FUNCTION api_admin.remark_setting_read() OWNER TO minsag_system;
COMMENT ON FUNCTION api_admin.remark_setting_read() IS
	'How many remarks are taken of a citizen in a day.';
REVOKE ALL ON FUNCTION api_admin.remark_setting_read() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_admin.remark_setting_read() TO minsag_admin;
