-- SPDX-License-Identifier: EUPL-1.2
-- A message's way has failed for good: what it told goes another way, by what
-- the citizen wishes now, and by Digital Post if that is the way that failed.

CREATE OR REPLACE FUNCTION internal.notice_instead(in_message uuid)
	RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM internal.notice_queue(p.notice_id)
		FROM data.notice_part p
		WHERE p.message_id = in_message
			AND NOT EXISTS (SELECT FROM data.notice_skip s
				WHERE s.message_id = p.message_id
					AND s.notice_id = p.notice_id)
		ORDER BY p.notice_id;
END
$$;

-- The way of a notice: what the citizen wishes, but Digital Post when that has
-- refused this very notice; null: there is none.
CREATE OR REPLACE FUNCTION internal.notice_way(in_notice uuid, in_wish text)
	RETURNS text
LANGUAGE sql STABLE
AS $$
	SELECT CASE WHEN NOT EXISTS (SELECT FROM data.notice_part p
			JOIN data.notice_message m ON m.id = p.message_id
			JOIN data.notice_state s ON s.message_id = m.id
		WHERE p.notice_id = in_notice AND m.channel = in_wish
			AND m.channel <> 'digital-post'
			AND s.state IN ('invalid', 'not-allowed'))
		THEN in_wish
	ELSE (SELECT 'digital-post' FROM data.notice_rule r
		WHERE 'digital-post' = ANY (r.channels)) END
$$;

ALTER FUNCTION internal.notice_instead(uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.notice_instead(uuid) IS
	'What a message told goes another way.';
COMMENT ON FUNCTION internal.notice_way(uuid, text) IS
	'The way of a notice: what the citizen wishes, unless that refused it.';
REVOKE ALL ON FUNCTION internal.notice_instead(uuid),
	internal.notice_way(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.notice_instead(uuid),
	internal.notice_way(uuid, text) TO minsag_system;
