-- SPDX-License-Identifier: EUPL-1.2
-- What was sent to me, and what waits to be: the message queued last first.
--
-- in_after_at, in_after_id: ret_created_at and ret_id of the last row of the
-- page before, or null. ret_state: the last step, ret_state_at: when.
-- ret_kinds, ret_pages: what it told of and the pages that open it, in the
-- same order; both empty for a code.

CREATE OR REPLACE FUNCTION api_citizen.notice_list(in_session bytea,
	in_after_at timestamptz, in_after_id uuid, in_limit int4)
RETURNS TABLE (ret_id uuid, ret_created_at timestamptz, ret_channel text,
		ret_pace text, ret_due_at timestamptz, ret_state text,
		ret_state_at timestamptz, ret_kinds text[], ret_pages text[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	paged constant boolean :=
		internal.page_check(in_limit, in_after_at, in_after_id);
	before_at constant timestamptz := coalesce(in_after_at, 'infinity');
	before_id constant uuid := coalesce(in_after_id, internal.last_id());
BEGIN
	RETURN QUERY
	SELECT m.id, m.created_at, m.channel, m.pace, m.due_at, s.state, s.at,
		coalesce(told.kinds, '{}'), coalesce(told.pages, '{}')
	FROM (SELECT * FROM data.notice_message every
			WHERE every.person_id = internal.person()
				AND (every.created_at, every.id) < (before_at, before_id)
			ORDER BY every.created_at DESC, every.id DESC
			LIMIT in_limit) m
		CROSS JOIN LATERAL (SELECT each.state, each.at
			FROM data.notice_state each WHERE each.message_id = m.id
			ORDER BY each.id DESC LIMIT 1) s
		LEFT JOIN LATERAL (
			SELECT array_agg(t.kind) AS kinds, array_agg(t.page) AS pages
			FROM internal.notice_told(m.id) t) told ON true
	ORDER BY m.created_at DESC, m.id DESC;
END
$$;

ALTER FUNCTION api_citizen.notice_list(bytea, timestamptz, uuid, int4)
	OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.notice_list(bytea, timestamptz, uuid, int4) IS
	'What was sent to me, and what waits to be.';
REVOKE ALL ON FUNCTION api_citizen.notice_list(bytea, timestamptz, uuid, int4)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.notice_list(bytea, timestamptz, uuid,
	int4) TO minsag_citizen;
