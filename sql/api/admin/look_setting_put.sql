-- SPDX-License-Identifier: EUPL-1.2
-- Decides whether citizens see the names of the staff who looked, beside role
-- and unit; it counts at once, also for looks from before. Audited when it
-- changes. Returns what holds now.

CREATE OR REPLACE FUNCTION api_admin.look_setting_put(in_staff_names boolean)
RETURNS TABLE (ret_staff_names bool)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF in_staff_names IS NULL THEN
		PERFORM internal.fail('MS400', 'staff-names: yes or no');
	END IF;
	INSERT INTO data.look_setting AS known (staff_names)
		VALUES (in_staff_names)
		ON CONFLICT (single) DO UPDATE SET staff_names = excluded.staff_names
			WHERE known.staff_names <> excluded.staff_names;
	IF FOUND THEN
		PERFORM internal.audit_system('setting', NULL, NULL, NULL,
			'staff-names ' || CASE WHEN in_staff_names THEN 'yes'
				ELSE 'no' END);
	END IF;
	RETURN QUERY SELECT in_staff_names;
END
$$;

ALTER FUNCTION api_admin.look_setting_put(boolean) OWNER TO minsag_system;
COMMENT ON FUNCTION api_admin.look_setting_put(boolean) IS
	'Decides whether citizens see the names of the staff who looked.';
REVOKE ALL ON FUNCTION api_admin.look_setting_put(boolean) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_admin.look_setting_put(boolean) TO minsag_admin;
