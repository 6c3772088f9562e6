-- SPDX-License-Identifier: EUPL-1.2
-- The municipality's settings for notices: what is given is changed, and what
-- holds now comes back. Audited when something is given.
--
-- in_channels: ways that citizens can choose among, of digital-post, email and
-- sms, separated by commas, or the word none; in_deadline_days: how many days
-- before a deadline it is told of, 1 to 60; in_past_days: how old what is told
-- may be when a case is shown for the first time, 0 to 3650; null: leave it.
-- MS400 for anything else.

CREATE OR REPLACE FUNCTION api_admin.notice_rule_put(in_channels text,
	in_deadline_days integer, in_past_days integer DEFAULT NULL)
RETURNS TABLE (ret_channels text, ret_deadline_days integer,
	ret_past_days integer)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	wanted constant text[] := CASE WHEN in_channels = 'none' THEN '{}'
		ELSE string_to_array(in_channels, ',') END;
BEGIN
	IF in_channels = ''
		OR NOT wanted <@ ARRAY['digital-post', 'email', 'sms']
	THEN
		PERFORM internal.fail('MS400',
			'channels: one or more of digital-post, email, sms; or none');
	ELSIF in_deadline_days NOT BETWEEN 1 AND 60 THEN
		PERFORM internal.fail('MS400', 'deadline-days: 1 to 60');
	ELSIF in_past_days NOT BETWEEN 0 AND 3650 THEN
		PERFORM internal.fail('MS400', 'past-days: 0 to 3650');
	END IF;
	IF num_nonnulls(in_channels, in_deadline_days, in_past_days) > 0 THEN
		UPDATE data.notice_rule r SET channels = coalesce(wanted, r.channels),
			deadline_days = coalesce(in_deadline_days, r.deadline_days),
			past_days = coalesce(in_past_days, r.past_days);
		PERFORM internal.audit_system('setting', NULL, NULL, NULL,
			concat_ws(' ', 'notices', in_channels, in_deadline_days,
				'past ' || in_past_days));
	END IF;
	RETURN QUERY SELECT array_to_string(r.channels, ','), r.deadline_days,
			r.past_days
		FROM data.notice_rule r;
END
$$;

ALTER FUNCTION api_admin.notice_rule_put(text, integer, integer)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_admin.notice_rule_put(text, integer, integer) IS
	'The municipality''s settings for notices.';
REVOKE ALL ON FUNCTION api_admin.notice_rule_put(text, integer, integer)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_admin.notice_rule_put(text, integer, integer)
	TO minsag_admin;
