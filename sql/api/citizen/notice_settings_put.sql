-- SPDX-License-Identifier: EUPL-1.2
-- My choice for all my notices, in the place of the one before.
--
-- in_off: none at all. in_language: da or en. in_daily_at: HH:MM, when the
-- daily message goes. in_quiet_from, in_quiet_to: HH:MM, both empty for none.

CREATE OR REPLACE FUNCTION api_citizen.notice_settings_put(in_session bytea,
	in_off bool, in_language text, in_daily_at text, in_quiet_from text,
	in_quiet_to text)
RETURNS TABLE (ret_saved_at timestamptz)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
BEGIN
	PERFORM internal.notice_choose(in_off, in_language, in_daily_at,
		in_quiet_from, in_quiet_to);
	RETURN QUERY SELECT internal.clock();
END
$$;

ALTER FUNCTION api_citizen.notice_settings_put(bytea, bool, text, text, text,
	text) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.notice_settings_put(bytea, bool, text, text,
	text, text) IS 'My choice for all my notices.';
REVOKE ALL ON FUNCTION api_citizen.notice_settings_put(bytea, bool, text, text,
	text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.notice_settings_put(bytea, bool, text,
	text, text, text) TO minsag_citizen;
