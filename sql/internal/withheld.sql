-- SPDX-License-Identifier: EUPL-1.2
-- The section that a version is withheld under, from this person; no row when
-- it is not withheld. Of several, the one decided first.
--
-- in_showing: the row of data.showing, null: it was never shown. Per document,
-- person and section a row holds until another is recorded that was decided no
-- earlier: neither a late record of an old decision nor an old end that comes
-- late shows anything. It holds for every version but those that had been shown
-- to this person before the decision. in_role: the person's; one decided about
-- another party may hold for them as well.

CREATE OR REPLACE FUNCTION internal.withheld(in_document uuid, in_showing bigint,
	in_person uuid, in_role text)
	RETURNS TABLE (law text, plain_da text, plain_en text)
LANGUAGE sql STABLE
AS $$
	SELECT s.law, s.plain_da, s.plain_en
	FROM data.withholding w JOIN data.section s ON s.key = w.section
	WHERE w.document_id = in_document AND NOT w.lifted
		AND (in_showing <= w.shown_until) IS NOT TRUE
		AND (w.person_id IS NULL OR w.person_id = in_person OR (NOT w.alone
			AND internal.withheld_beside(w.case_id, w.person_id, in_role)))
		AND NOT EXISTS (SELECT FROM data.withholding newer
			WHERE newer.document_id = w.document_id
				AND newer.section = w.section
				AND newer.person_id IS NOT DISTINCT FROM w.person_id
				AND newer.id > w.id AND newer.decided_at >= w.decided_at)
	ORDER BY w.decided_at, w.id LIMIT 1
$$;

COMMENT ON FUNCTION internal.withheld(uuid, bigint, uuid, text) IS
	'The section that a version is withheld under, from this person.';
REVOKE ALL ON FUNCTION internal.withheld(uuid, bigint, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.withheld(uuid, bigint, uuid, text)
	TO minsag_person, minsag_system;
