-- SPDX-License-Identifier: EUPL-1.2
-- The page of the site, with its query, that opens the very thing that a
-- notice tells of. Keys of ours alone stand in it, which open nothing without
-- log-in; no title, no name. The list of cases where the thing is no longer
-- this person's: they are a party no more.

CREATE OR REPLACE FUNCTION internal.notice_page(in_kind text, in_case uuid,
	in_subject uuid) RETURNS text
LANGUAGE sql STABLE
AS $$
	SELECT coalesce(CASE in_kind
		WHEN 'new-document' THEN 'dokument.html?id=' || (
			SELECT v.document_id FROM data.version v WHERE v.id = in_subject)
		WHEN 'answered-remark' THEN coalesce('dokument.html?id=' || (
			SELECT r.document_id FROM data.answer a
				JOIN data.remark r ON r.id = a.remark_id
			WHERE a.id = in_subject), 'sag.html?id=' || in_case)
		ELSE 'sag.html?id=' || in_case END, 'sager.html')
$$;

COMMENT ON FUNCTION internal.notice_page(text, uuid, uuid) IS
	'The page that opens what a notice tells of.';
REVOKE ALL ON FUNCTION internal.notice_page(text, uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.notice_page(text, uuid, uuid)
	TO minsag_person, minsag_system;
