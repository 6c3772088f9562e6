-- SPDX-License-Identifier: EUPL-1.2
-- What a message tells: kind and page of its notices that were not left out,
-- in the order in which they happened. Two of one kind that open the same
-- page, as two versions of a document, are told once.

CREATE OR REPLACE FUNCTION internal.notice_told(in_message uuid)
	RETURNS TABLE (kind text, page text)
LANGUAGE sql STABLE
AS $$
	SELECT told.kind, told.page
	FROM (SELECT n.kind, n.at,
			internal.notice_page(n.kind, n.case_id, n.subject) AS page
		FROM data.notice_part p JOIN data.notice n ON n.id = p.notice_id
		WHERE p.message_id = in_message
			AND NOT EXISTS (SELECT FROM data.notice_skip s
				WHERE s.message_id = p.message_id
					AND s.notice_id = p.notice_id)) told
	GROUP BY told.kind, told.page
	ORDER BY min(told.at), told.kind, told.page
$$;

COMMENT ON FUNCTION internal.notice_told(uuid) IS 'What a message tells.';
REVOKE ALL ON FUNCTION internal.notice_told(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.notice_told(uuid)
	TO minsag_person, minsag_system;
