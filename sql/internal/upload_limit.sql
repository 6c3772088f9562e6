-- SPDX-License-Identifier: EUPL-1.2
-- What an area takes, and how much of it this citizen has used.

-- The area's own row, or the one that holds for all that have none.
CREATE OR REPLACE FUNCTION internal.upload_limit(in_area text) RETURNS data.upload_limit
LANGUAGE plpgsql STABLE
AS $$
DECLARE
	it data.upload_limit;
BEGIN
	SELECT * INTO it FROM data.upload_limit l WHERE l.area_key = in_area;
	IF NOT FOUND THEN
		SELECT * INTO it FROM data.upload_limit l WHERE l.area_key IS NULL;
	END IF;
	IF NOT FOUND THEN
		PERFORM internal.fail('MS403', 'upload: not in this area');
	END IF;
	RETURN it;
END
$$;

-- ret_today: files begun in the area since midnight, Danish time, whatever
-- became of them, so that nobody begins and removes without end; ret_bytes: all
-- bytes announced there, but not of what was removed or rejected;
-- ret_unfinished: uploads under way in all areas.
CREATE OR REPLACE FUNCTION internal.upload_used(in_area text, OUT ret_today bigint,
	OUT ret_bytes bigint, OUT ret_unfinished bigint)
LANGUAGE plpgsql STABLE
AS $$
DECLARE
	midnight constant timestamptz := date_trunc('day', internal.clock(),
		'Europe/Copenhagen');
BEGIN
	SELECT count(*) FILTER (WHERE c.area_key = in_area
				AND u.created_at >= midnight),
			coalesce(sum(u.size) FILTER (WHERE c.area_key = in_area
				AND (u.finished_at IS NOT NULL OR u.removed_at IS NULL
					AND u.expires_at > internal.clock())
				AND v.outcome IS DISTINCT FROM 'rejected'), 0),
			count(*) FILTER (WHERE u.finished_at IS NULL
				AND u.removed_at IS NULL AND u.expires_at > internal.clock())
		INTO ret_today, ret_bytes, ret_unfinished
		FROM data.upload u JOIN data.case c ON c.id = u.case_id
			LEFT JOIN data.upload_verdict v ON v.upload_id = u.id
		WHERE u.person_id = internal.person();
END
$$;

-- How many uploads a citizen can have under way at once.
CREATE OR REPLACE FUNCTION internal.upload_unfinished_most() RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS 'SELECT 20';

COMMENT ON FUNCTION internal.upload_limit(text) IS 'What an area takes.';
COMMENT ON FUNCTION internal.upload_used(text) IS
	'How much of the limits this citizen has used.';
COMMENT ON FUNCTION internal.upload_unfinished_most() IS
	'How many uploads a citizen can have under way at once.';
REVOKE ALL ON FUNCTION internal.upload_limit(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION internal.upload_used(text) FROM PUBLIC;
REVOKE ALL ON FUNCTION internal.upload_unfinished_most() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.upload_limit(text)
	TO minsag_person, minsag_system;
GRANT EXECUTE ON FUNCTION internal.upload_used(text) TO minsag_person;
GRANT EXECUTE ON FUNCTION internal.upload_unfinished_most() TO minsag_person;
