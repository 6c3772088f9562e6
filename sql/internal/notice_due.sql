-- SPDX-License-Identifier: EUPL-1.2
-- When a notice of in_from is to be sent, by the clock in Copenhagen.
--
-- in_pace: at-once: now, or when the quiet hours end; daily: the next time
-- that the clock shows in_daily_at, or when the quiet hours end that it falls
-- into. in_quiet_from, in_quiet_to: both null: none; the end before the start:
-- through the night. An hour that the clocks skip in spring is the one after
-- it; of the one that comes twice in autumn either will do. Never before
-- in_from.

CREATE OR REPLACE FUNCTION internal.notice_due(in_from timestamptz, in_pace text,
	in_daily_at time, in_quiet_from time, in_quiet_to time)
	RETURNS timestamptz
LANGUAGE plpgsql STABLE
AS $$
DECLARE
	zone constant text := 'Europe/Copenhagen';
	due timestamptz := in_from;
	here timestamp;
BEGIN
	IF in_pace = 'daily' THEN
		here := in_from AT TIME ZONE zone;
		due := (here::date + in_daily_at) AT TIME ZONE zone;
		IF due <= in_from THEN
			due := (here::date + 1 + in_daily_at) AT TIME ZONE zone;
		END IF;
	END IF;
	here := due AT TIME ZONE zone;
	IF in_quiet_from < in_quiet_to
		AND here::time >= in_quiet_from AND here::time < in_quiet_to
		OR in_quiet_from > in_quiet_to AND here::time < in_quiet_to
	THEN
		due := (here::date + in_quiet_to) AT TIME ZONE zone;
	ELSIF in_quiet_from > in_quiet_to AND here::time >= in_quiet_from THEN
		due := (here::date + 1 + in_quiet_to) AT TIME ZONE zone;
	END IF;
	RETURN greatest(due, in_from);
END
$$;

COMMENT ON FUNCTION internal.notice_due(timestamptz, text, time, time, time) IS
	'When a notice is to be sent: digest and quiet hours.';
REVOKE ALL ON FUNCTION internal.notice_due(timestamptz, text, time, time, time)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.notice_due(timestamptz, text, time, time,
	time) TO minsag_system;
