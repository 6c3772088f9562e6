-- SPDX-License-Identifier: EUPL-1.2
-- At sending time: marks what a message is not to tell (any more), with the
-- cause; what goes another way by now is queued for that one.

CREATE OR REPLACE FUNCTION internal.notice_leave_out(in_message data.notice_message)
	RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	each record;
BEGIN
	FOR each IN
		SELECT n.id, CASE
			WHEN w.off OR w.channel IS NULL OR n.kind <> ALL (w.kinds)
				THEN 'setting'
			WHEN internal.notice_way(n.id, w.channel)
				IS DISTINCT FROM in_message.channel THEN 'moved'
			ELSE internal.notice_fault(n.person_id, n.case_id, n.kind,
				n.subject) END AS cause
		FROM data.notice_part p JOIN data.notice n ON n.id = p.notice_id
			JOIN data.case c ON c.id = n.case_id
			CROSS JOIN LATERAL internal.notice_wish(n.person_id,
				c.area_key) w
		WHERE p.message_id = in_message.id
			AND NOT EXISTS (SELECT FROM data.notice_skip s
				WHERE s.message_id = p.message_id
					AND s.notice_id = p.notice_id)
	LOOP
		CONTINUE WHEN each.cause IS NULL;
		INSERT INTO data.notice_skip (message_id, notice_id, cause, at)
			VALUES (in_message.id, each.id, each.cause, internal.clock());
		IF each.cause = 'moved' THEN
			PERFORM internal.notice_queue(each.id);
		END IF;
	END LOOP;
END
$$;

-- To whom it goes: the sealed CPR number, or the sealed address; null when
-- there is none (any more).
CREATE OR REPLACE FUNCTION internal.notice_target(in_message data.notice_message)
	RETURNS bytea
LANGUAGE sql STABLE
AS $$
	SELECT CASE
		WHEN in_message.pace = 'code' THEN (SELECT c.sealed
			FROM data.notice_contact c
			WHERE c.id = in_message.contact_id AND c.confirmed_at IS NULL
				AND c.tries < 5 AND c.expires_at > internal.clock())
		WHEN in_message.channel = 'email' THEN (SELECT c.sealed
			FROM data.notice_contact c
			WHERE c.person_id = in_message.person_id
				AND c.confirmed_at IS NOT NULL)
		ELSE (SELECT p.cpr_sealed FROM data.person p
			WHERE p.id = in_message.person_id) END
$$;

ALTER FUNCTION internal.notice_leave_out(data.notice_message)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.notice_leave_out(data.notice_message) IS
	'Marks what a message is not to tell any more.';
COMMENT ON FUNCTION internal.notice_target(data.notice_message) IS
	'To whom a message goes, sealed.';
REVOKE ALL ON FUNCTION internal.notice_leave_out(data.notice_message),
	internal.notice_target(data.notice_message) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.notice_leave_out(data.notice_message),
	internal.notice_target(data.notice_message) TO minsag_system;
