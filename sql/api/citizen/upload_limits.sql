-- SPDX-License-Identifier: EUPL-1.2
-- What I may add to a case, told before an upload begins: the limits of its
-- area and how much of them is left. ret_open: false when the area is closed
-- and nothing can be added.
--
-- in_request_id: nginx's, or null. Audited as case_read is.

CREATE OR REPLACE FUNCTION api_citizen.upload_limits(in_session bytea, in_case uuid,
	in_request_id text)
RETURNS TABLE (ret_open boolean, ret_media_types text[], ret_file_bytes int8,
		ret_day_files int4, ret_day_files_left int8,
		ret_person_bytes int8, ret_person_bytes_left int8,
		ret_unfinished int8, ret_unfinished_most int4)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	area record;
	most data.upload_limit;
	used record;
BEGIN
	IF NOT internal.case_mine(in_case, 'upload', in_request_id) THEN
		RETURN;
	END IF;
	SELECT a.key, a.is_open INTO area FROM data.case c
		JOIN data.area a ON a.key = c.area_key WHERE c.id = in_case;
	most := internal.upload_limit(area.key);
	SELECT * INTO used FROM internal.upload_used(area.key);
	RETURN QUERY SELECT area.is_open, most.media_types, most.file_bytes,
		most.day_files, greatest(most.day_files - used.ret_today, 0),
		most.person_bytes, greatest(most.person_bytes - used.ret_bytes, 0),
		used.ret_unfinished, internal.upload_unfinished_most();
END
$$;

ALTER FUNCTION api_citizen.upload_limits(bytea, uuid, text)
	OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.upload_limits(bytea, uuid, text) IS
	'What I may add to one of my cases.';
REVOKE ALL ON FUNCTION api_citizen.upload_limits(bytea, uuid, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.upload_limits(bytea, uuid, text)
	TO minsag_citizen;
