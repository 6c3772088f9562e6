-- SPDX-License-Identifier: EUPL-1.2
-- When a message that comes due at in_at may go: then, or when the quiet hours
-- of its citizen end. A code is waited for, and goes at any time.

CREATE OR REPLACE FUNCTION internal.notice_quiet(in_message uuid,
	in_at timestamptz) RETURNS timestamptz
LANGUAGE sql STABLE
AS $$
	SELECT coalesce((SELECT internal.notice_due(in_at, 'at-once', NULL,
			p.quiet_from, p.quiet_to)
		FROM data.notice_message m
			JOIN data.notice_person p ON p.person_id = m.person_id
		WHERE m.id = in_message AND m.pace <> 'code'), in_at)
$$;

COMMENT ON FUNCTION internal.notice_quiet(uuid, timestamptz) IS
	'When a message may go: the quiet hours of its citizen.';
REVOKE ALL ON FUNCTION internal.notice_quiet(uuid, timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.notice_quiet(uuid, timestamptz)
	TO minsag_system;
