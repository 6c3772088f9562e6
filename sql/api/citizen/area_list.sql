-- SPDX-License-Identifier: EUPL-1.2
-- The areas of casework that the municipality has opened, from when, which
-- kinds of document are shown there, and how many cases I have in each.

CREATE OR REPLACE FUNCTION api_citizen.area_list(in_session bytea)
RETURNS TABLE (ret_key text, ret_name_da text, ret_name_en text,
		ret_starts_on date, ret_open boolean, ret_shown_kinds text[],
		ret_cases int8)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
BEGIN
	RETURN QUERY
	SELECT area.key, area.name_da, area.name_en, area.starts_on, area.is_open,
		area.shown_kinds, coalesce(mine.cases, 0)
	FROM data.area
		LEFT JOIN (SELECT c.area_key, count(*) AS cases
			FROM data.party p JOIN data.case c ON c.id = p.case_id
			WHERE p.person_id = internal.person()
			GROUP BY c.area_key) mine ON mine.area_key = area.key
	ORDER BY area.name_da, area.key;
END
$$;

ALTER FUNCTION api_citizen.area_list(bytea) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.area_list(bytea) IS
	'The areas of casework, and how many cases I have in each.';
REVOKE ALL ON FUNCTION api_citizen.area_list(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.area_list(bytea) TO minsag_citizen;
