-- SPDX-License-Identifier: EUPL-1.2
-- What areas take from citizens: first the row that holds for all that have
-- none of their own (ret_area null), then by area.

CREATE OR REPLACE FUNCTION api_admin.limit_list()
RETURNS TABLE (ret_area text, ret_media_types text[], ret_file_bytes bigint,
	ret_day_files integer, ret_person_bytes bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT l.area_key, l.media_types, l.file_bytes, l.day_files,
			l.person_bytes
		FROM data.upload_limit l ORDER BY l.area_key NULLS FIRST;
END
$$;

ALTER FUNCTION api_admin.limit_list() OWNER TO minsag_system;
COMMENT ON FUNCTION api_admin.limit_list() IS
	'What areas take from citizens.';
REVOKE ALL ON FUNCTION api_admin.limit_list() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_admin.limit_list() TO minsag_admin;
