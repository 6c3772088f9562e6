-- SPDX-License-Identifier: EUPL-1.2
-- Decides how many remarks, replies among them, are taken of a citizen in a
-- day; it counts at once. Audited when it changes. Returns what holds now.

CREATE OR REPLACE FUNCTION api_admin.remark_setting_put(in_day_most int4)
RETURNS TABLE (ret_day_most int4)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF in_day_most IS NULL OR in_day_most NOT BETWEEN 1 AND 10000 THEN
		PERFORM internal.fail('MS400', 'remarks-day: 1 to 10000');
	END IF;
	INSERT INTO data.remark_setting AS known (day_most)
		VALUES (in_day_most)
		ON CONFLICT (single) DO UPDATE SET day_most = excluded.day_most
			WHERE known.day_most <> excluded.day_most;
	IF FOUND THEN
		PERFORM internal.audit_system('setting', NULL, NULL, NULL,
			'remarks-day ' || in_day_most);
	END IF;
	RETURN QUERY SELECT in_day_most;
END
$$;

ALTER FUNCTION api_admin.remark_setting_put(int4) OWNER TO minsag_system;
COMMENT ON FUNCTION api_admin.remark_setting_put(int4) IS
	'Decides how many remarks are taken of a citizen in a day.';
REVOKE ALL ON FUNCTION api_admin.remark_setting_put(int4) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_admin.remark_setting_put(int4) TO minsag_admin;
