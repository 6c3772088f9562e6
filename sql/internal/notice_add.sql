-- SPDX-License-Identifier: EUPL-1.2
-- Something happened that a citizen is to be told of: notes it once and, if
-- they want it told, queues it. Part of the caller's transaction.
--
-- in_kind: new-document (in_subject: the version), answered-remark (the
-- answer), rejected-upload (the upload), deadline-near (of
-- internal.notice_deadline). Repeated for the same person, kind and subject it
-- does nothing, nor for what the rule doesn't show to the person.

CREATE OR REPLACE FUNCTION internal.notice_add(in_person uuid, in_case uuid, in_kind text,
	in_subject uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it data.notice;
	wish record;
BEGIN
	IF internal.notice_fault(in_person, in_case, in_kind, in_subject)
		IS NOT NULL
	THEN
		RETURN;
	END IF;
	SELECT w.* INTO wish FROM data.case c
		CROSS JOIN LATERAL internal.notice_wish(in_person, c.area_key) w
		WHERE c.id = in_case;
	INSERT INTO data.notice (person_id, case_id, kind, subject, at, dropped)
		VALUES (in_person, in_case, in_kind, in_subject, internal.clock(),
			wish.off OR wish.channel IS NULL
				OR in_kind <> ALL (wish.kinds))
		ON CONFLICT DO NOTHING
		RETURNING * INTO it;
	IF it.id IS NOT NULL AND NOT it.dropped THEN
		PERFORM internal.notice_queue(it.id);
	END IF;
END
$$;

-- Puts a notice into the message that it goes with, made and given its job if
-- it is the first. A message that is on its way takes no more: then it is the
-- one a day, or the time of gathering, later. Without a way it is left.
CREATE OR REPLACE FUNCTION internal.notice_queue(in_notice uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it data.notice;
	wish record;
	gather interval;
	due timestamptz;
	way text;
	message uuid;
BEGIN
	SELECT * INTO it FROM data.notice n WHERE n.id = in_notice;
	SELECT w.* INTO wish FROM data.case c
		CROSS JOIN LATERAL internal.notice_wish(it.person_id, c.area_key) w
		WHERE c.id = it.case_id;
	way := internal.notice_way(it.id, wish.channel);
	IF way IS NULL THEN
		RETURN;
	END IF;
	SELECT r.gather INTO gather FROM data.notice_rule r;
	due := internal.clock();
	-- Those of one person wait for each other, so that two of them that
	-- come at once find the same message.
	PERFORM pg_advisory_xact_lock(hashtextextended(
		'minsag notice ' || it.person_id, 0));
	IF wish.pace = 'at-once' THEN
		SELECT m.id INTO message FROM data.notice_message m
			WHERE m.person_id = it.person_id AND m.channel = way
				AND m.pace = 'at-once' AND m.due_at > due
				AND NOT EXISTS (SELECT FROM data.notice_state s
					WHERE s.message_id = m.id AND s.state <> 'queued')
			ORDER BY m.due_at LIMIT 1;
		due := due + gather;
	END IF;
	WHILE message IS NULL LOOP
		due := internal.notice_due(due, wish.pace, wish.daily_at,
			wish.quiet_from, wish.quiet_to);
		message := internal.notice_message(it.person_id, way,
			wish.pace, due);
		due := due + greatest(gather, interval '1 second');
	END LOOP;
	INSERT INTO data.notice_part (message_id, notice_id)
		VALUES (message, it.id) ON CONFLICT DO NOTHING;
END
$$;

-- The message of this person, way, pace and time, made if there is none; null
-- when it is on its way already.
CREATE OR REPLACE FUNCTION internal.notice_message(in_person uuid, in_channel text,
	in_pace text, in_due timestamptz) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	message uuid;
BEGIN
	SELECT m.id INTO message FROM data.notice_message m
		WHERE m.person_id = in_person AND m.channel = in_channel
			AND m.pace = in_pace AND m.due_at = in_due;
	IF message IS NOT NULL THEN
		RETURN CASE WHEN NOT EXISTS (SELECT FROM data.notice_state s
			WHERE s.message_id = message AND s.state <> 'queued')
			THEN message END;
	END IF;
	RETURN internal.notice_message_add(in_person, in_channel, in_pace, NULL,
		in_due);
END
$$;

-- A new message in the outbox, with its job.
CREATE OR REPLACE FUNCTION internal.notice_message_add(in_person uuid, in_channel text,
	in_pace text, in_contact uuid, in_due timestamptz) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	message uuid;
BEGIN
	INSERT INTO data.notice_message (person_id, channel, pace, contact_id,
			due_at, created_at)
		VALUES (in_person, in_channel, in_pace, in_contact, in_due,
			internal.clock())
		RETURNING id INTO message;
	PERFORM internal.notice_state_add(message, 'queued', NULL);
	PERFORM internal.job_add('notice', message::text, message, in_due);
	RETURN message;
END
$$;

ALTER FUNCTION internal.notice_add(uuid, uuid, text, uuid)
	OWNER TO minsag_system;
ALTER FUNCTION internal.notice_queue(uuid) OWNER TO minsag_system;
ALTER FUNCTION internal.notice_message(uuid, text, text, timestamptz)
	OWNER TO minsag_system;
ALTER FUNCTION internal.notice_message_add(uuid, text, text, uuid, timestamptz)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.notice_add(uuid, uuid, text, uuid) IS
	'Notes something that a citizen is to be told of, and queues it.';
COMMENT ON FUNCTION internal.notice_queue(uuid) IS
	'Puts a notice into the message that it goes with.';
COMMENT ON FUNCTION internal.notice_message(uuid, text, text, timestamptz) IS
	'The message that a notice can still go with.';
COMMENT ON FUNCTION internal.notice_message_add(uuid, text, text, uuid,
	timestamptz) IS 'A new message in the outbox, with its job.';
REVOKE ALL ON FUNCTION internal.notice_add(uuid, uuid, text, uuid),
	internal.notice_queue(uuid),
	internal.notice_message(uuid, text, text, timestamptz),
	internal.notice_message_add(uuid, text, text, uuid, timestamptz)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.notice_add(uuid, uuid, text, uuid),
	internal.notice_queue(uuid),
	internal.notice_message(uuid, text, text, timestamptz),
	internal.notice_message_add(uuid, text, text, uuid, timestamptz)
	TO minsag_system;
