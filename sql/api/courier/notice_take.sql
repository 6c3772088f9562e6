-- SPDX-License-Identifier: EUPL-1.2
-- A message that is due: what it has to say and to whom, a row for each thing
-- that it tells; no row when there is nothing to send (any more). Everything is
-- asked again: what the citizen has turned off, what the rule no longer shows
-- and what they have read is left out; what goes another way by now is queued
-- for that one. But what a transport was handed and may have taken is frozen:
-- it comes again as it was, under the same id.
--
-- in_message: which. ret_channel: digital-post, sms: ret_to is the sealed CPR
-- number; email: the sealed address with its code. ret_pace: at-once, daily,
-- code. ret_kind, ret_page: null for a code. MS503: the citizen's quiet hours;
-- api_courier.job_retry knows when they end.

CREATE OR REPLACE FUNCTION api_courier.notice_take(in_message uuid)
RETURNS TABLE (ret_channel text, ret_pace text, ret_language text,
		ret_to bytea, ret_kind text, ret_page text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it data.notice_message;
	target bytea;
	handed boolean;
	wanted text;
BEGIN
	SELECT * INTO it FROM data.notice_message m WHERE m.id = in_message;
	PERFORM pg_advisory_xact_lock(hashtextextended(
		'minsag notice ' || it.person_id, 0));
	IF it.id IS NULL OR EXISTS (SELECT FROM data.notice_state s
		WHERE s.message_id = it.id AND s.state NOT IN ('queued', 'sending'))
	THEN
		RETURN;
	END IF;
	IF internal.notice_quiet(it.id, internal.clock()) > internal.clock() THEN
		PERFORM internal.fail('MS503', 'notice: quiet hours');
	END IF;
	handed := EXISTS (SELECT FROM data.notice_hand h
		WHERE h.message_id = it.id);
	IF NOT handed THEN
		PERFORM internal.notice_leave_out(it);
	END IF;
	target := internal.notice_target(it);
	IF handed AND target IS NULL THEN
		-- It may have gone; better told twice than never. Invalid only after
		-- that: the way itself is not at fault, a new address counts.
		PERFORM internal.notice_instead(it.id);
		PERFORM internal.notice_state_add(it.id, 'invalid', NULL);
		DELETE FROM data.notice_hand h WHERE h.message_id = it.id;
		RETURN;
	ELSIF target IS NULL OR it.pace <> 'code'
		AND NOT EXISTS (SELECT FROM internal.notice_told(it.id))
	THEN
		PERFORM internal.notice_state_add(it.id, 'dropped', NULL);
		RETURN;
	END IF;
	PERFORM internal.notice_state_add(it.id, 'sending', NULL);
	INSERT INTO data.notice_hand (message_id, since)
		VALUES (it.id, internal.clock()) ON CONFLICT DO NOTHING;
	wanted := coalesce((SELECT p.language FROM data.notice_person p
		WHERE p.person_id = it.person_id), 'da');
	RETURN QUERY
	SELECT it.channel, it.pace, wanted, target, t.kind, t.page
	FROM (SELECT) one LEFT JOIN internal.notice_told(it.id) t ON true;
END
$$;

ALTER FUNCTION api_courier.notice_take(uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.notice_take(uuid) IS
	'A message that is due: what it has to say and to whom.';
REVOKE ALL ON FUNCTION api_courier.notice_take(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.notice_take(uuid) TO minsag_courier;
