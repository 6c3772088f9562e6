-- SPDX-License-Identifier: EUPL-1.2
-- Messages of the outbox, the one queued last first: what became of them, and
-- nothing about whom they are for.
--
-- in_state: whose last step is this one (MS400 for a word that is none); null:
-- all. in_after_at, in_after_id:
-- the last one of the page before, or both null. ret_notices: of how many
-- things it told.

CREATE OR REPLACE FUNCTION api_admin.notice_list(in_state text, in_after_at timestamptz,
	in_after_id uuid, in_limit integer)
RETURNS TABLE (ret_id uuid, ret_created_at timestamptz, ret_channel text,
	ret_pace text, ret_due_at timestamptz, ret_state text,
	ret_state_at timestamptz, ret_detail text, ret_notices bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF in_limit IS NULL OR in_limit NOT BETWEEN 1 AND 1000 THEN
		PERFORM internal.fail('MS400', 'limit: 1 to 1000');
	ELSIF in_state NOT IN ('queued', 'sending', 'sent', 'received',
		'completed', 'invalid', 'not-allowed', 'dropped')
	THEN
		PERFORM internal.fail('MS400', 'state: queued, sending, sent, received, completed, invalid, not-allowed or dropped');
	END IF;
	RETURN QUERY
	SELECT m.id, m.created_at, m.channel, m.pace, m.due_at, s.state, s.at,
		s.detail, (SELECT count(*) FROM internal.notice_told(m.id))
	FROM data.notice_message m
		CROSS JOIN LATERAL (SELECT each.state, each.at, each.detail
			FROM data.notice_state each WHERE each.message_id = m.id
			ORDER BY each.id DESC LIMIT 1) s
	WHERE (in_state IS NULL OR s.state = in_state)
		AND (m.created_at, m.id) < (coalesce(in_after_at, 'infinity'),
			coalesce(in_after_id, internal.last_id()))
	ORDER BY m.created_at DESC, m.id DESC LIMIT in_limit;
END
$$;

ALTER FUNCTION api_admin.notice_list(text, timestamptz, uuid, integer)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_admin.notice_list(text, timestamptz, uuid, integer) IS
	'Messages of the outbox, and what became of them.';
REVOKE ALL ON FUNCTION api_admin.notice_list(text, timestamptz, uuid, integer)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_admin.notice_list(text, timestamptz, uuid,
	integer) TO minsag_admin;
