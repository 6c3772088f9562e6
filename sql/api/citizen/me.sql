-- SPDX-License-Identifier: EUPL-1.2
-- Who am I, and until when. Does not move the sliding limit, so that a page may
-- ask without keeping an absent citizen logged in.
--
-- ret_tag is the same in all sessions of a person and tells two persons apart,
-- so that a shared browser gives nobody what another has typed. It is a hash of
-- our own random key, of which no browser gets anything else, and opens
-- nothing anywhere.

CREATE OR REPLACE FUNCTION api_citizen.me(in_session bytea)
RETURNS TABLE (ret_name text, ret_level int4, ret_started_at timestamptz,
		ret_idle_until timestamptz, ret_until timestamptz, ret_tag text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, false);
BEGIN
	RETURN QUERY
	SELECT s.display_name, s.level::int4, s.started_at, s.idle_until, s.until,
		encode(substr(sha256(convert_to('browser ' || s.person_id, 'UTF8')),
			1, 16), 'hex')
	FROM data.session s WHERE s.id = entered;
END
$$;

ALTER FUNCTION api_citizen.me(bytea) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.me(bytea) IS
	'Who am I, and until when.';
REVOKE ALL ON FUNCTION api_citizen.me(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.me(bytea) TO minsag_citizen;
