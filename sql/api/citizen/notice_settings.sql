-- SPDX-License-Identifier: EUPL-1.2
-- How I am told of what happens: my choice for all notices, my e-mail address
-- as far as it is known here, and a row for each area in which I have a case;
-- one row with ret_area null when there is none. Defaults are filled in, as
-- internal.notice_wish has them.
--
-- ret_quiet_from, ret_quiet_to: null: no quiet hours. ret_confirmed_at: since
-- when an address is used, ret_waiting_until: until when the code of another
-- one counts; null: none.

CREATE OR REPLACE FUNCTION api_citizen.notice_settings(in_session bytea)
RETURNS TABLE (ret_off bool, ret_language text, ret_daily_at text,
		ret_quiet_from text, ret_quiet_to text, ret_channels text[],
		ret_deadline_days int4, ret_confirmed_at timestamptz,
		ret_waiting_until timestamptz, ret_area text, ret_area_da text,
		ret_area_en text, ret_channel text, ret_pace text, ret_kinds text[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
BEGIN
	RETURN QUERY
	SELECT w.off, w.language, to_char(w.daily_at, 'HH24:MI'),
		to_char(w.quiet_from, 'HH24:MI'), to_char(w.quiet_to, 'HH24:MI'),
		r.channels, r.deadline_days,
		(SELECT c.confirmed_at FROM data.notice_contact c
			WHERE c.confirmed_at IS NOT NULL),
		(SELECT c.expires_at FROM data.notice_contact c
			WHERE c.confirmed_at IS NULL AND c.tries < 5
				AND c.expires_at > internal.clock()),
		mine.key, mine.name_da, mine.name_en, w.channel, w.pace, w.kinds
	FROM data.notice_rule r
		LEFT JOIN (SELECT a.key, a.name_da, a.name_en FROM data.area a
			WHERE a.key IN (SELECT c.area_key FROM data.case c)) mine ON true
		CROSS JOIN LATERAL internal.notice_wish(internal.person(), mine.key) w
	ORDER BY mine.name_da, mine.key;
END
$$;

ALTER FUNCTION api_citizen.notice_settings(bytea) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.notice_settings(bytea) IS
	'How I am told of what happens.';
REVOKE ALL ON FUNCTION api_citizen.notice_settings(bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.notice_settings(bytea)
	TO minsag_citizen;
