-- SPDX-License-Identifier: EUPL-1.2
-- What the citizen of this transaction chooses about their notices; the
-- writers behind api_citizen. MS400 for a time that is none, MS404 for an area
-- in which they have no case, MS409 for a way that is not open to them.

CREATE OR REPLACE FUNCTION internal.notice_choose(in_off boolean, in_language text,
	in_daily_at text, in_quiet_from text, in_quiet_to text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF (in_quiet_from = '') <> (in_quiet_to = '')
		OR in_quiet_from = in_quiet_to AND in_quiet_from <> ''
	THEN
		PERFORM internal.fail('MS400',
			'quiet hours: two times that differ, or none');
	END IF;
	INSERT INTO data.notice_person (person_id, off, language, daily_at,
			quiet_from, quiet_to, updated_at)
		VALUES (internal.person(), in_off, in_language,
			internal.notice_time(in_daily_at),
			internal.notice_time(nullif(in_quiet_from, '')),
			internal.notice_time(nullif(in_quiet_to, '')),
			internal.clock())
		ON CONFLICT (person_id) DO UPDATE SET off = excluded.off,
			language = excluded.language, daily_at = excluded.daily_at,
			quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
			updated_at = excluded.updated_at;
END
$$;

CREATE OR REPLACE FUNCTION internal.notice_choose_area(in_area text, in_channel text,
	in_pace text, in_kinds text[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF NOT EXISTS (SELECT FROM data.party p
			JOIN data.case c ON c.id = p.case_id
		WHERE p.person_id = internal.person() AND c.area_key = in_area
			AND p.valid_from <= internal.clock()
			AND p.valid_to > internal.clock())
	THEN
		PERFORM internal.fail('MS404', 'no case of this area');
	END IF;
	IF NOT EXISTS (SELECT FROM data.notice_rule r
		WHERE in_channel = ANY (r.channels))
		OR in_channel = 'email' AND NOT EXISTS (
			SELECT FROM data.notice_contact c
			WHERE c.person_id = internal.person()
				AND c.confirmed_at IS NOT NULL)
	THEN
		PERFORM internal.fail('MS409', 'channel: not open, or no address');
	END IF;
	INSERT INTO data.notice_area (person_id, area_key, channel, pace, kinds,
			updated_at)
		VALUES (internal.person(), in_area, in_channel, in_pace, in_kinds,
			internal.clock())
		ON CONFLICT (person_id, area_key) DO UPDATE
			SET channel = excluded.channel, pace = excluded.pace,
				kinds = excluded.kinds, updated_at = excluded.updated_at;
END
$$;

-- HH:MM of a day; null stays null.
CREATE OR REPLACE FUNCTION internal.notice_time(in_text text) RETURNS time
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
	IF in_text !~ '^([01]\d|2[0-3]):[0-5]\d$' THEN
		PERFORM internal.fail('MS400', 'time: HH:MM');
	END IF;
	RETURN in_text::time;
END
$$;

ALTER FUNCTION internal.notice_choose(boolean, text, text, text, text)
	OWNER TO minsag_system;
ALTER FUNCTION internal.notice_choose_area(text, text, text, text[])
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.notice_choose(boolean, text, text, text, text) IS
	'What this citizen chooses for all their notices.';
COMMENT ON FUNCTION internal.notice_choose_area(text, text, text, text[]) IS
	'What this citizen chooses for notices of an area.';
COMMENT ON FUNCTION internal.notice_time(text) IS 'HH:MM of a day.';
REVOKE ALL ON FUNCTION
	internal.notice_choose(boolean, text, text, text, text),
	internal.notice_choose_area(text, text, text, text[]),
	internal.notice_time(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION
	internal.notice_choose(boolean, text, text, text, text),
	internal.notice_choose_area(text, text, text, text[]) TO minsag_person;
GRANT EXECUTE ON FUNCTION internal.notice_time(text) TO minsag_system;
