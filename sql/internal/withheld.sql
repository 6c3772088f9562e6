-- SPDX-License-Identifier: EUPL-1.2
-- The section that a version is withheld under, from this person; no row when
-- it is not withheld. Of several, the one decided first.
--
-- Per document, person and section the newest row holds; a decision counts for
-- the versions from from_number on (internal.withhold sets it).

CREATE OR REPLACE FUNCTION internal.withheld(in_document uuid, in_number integer,
	in_person uuid)
	RETURNS TABLE (law text, plain_da text, plain_en text)
LANGUAGE sql STABLE
AS $$
	SELECT s.law, s.plain_da, s.plain_en
	FROM data.withholding w JOIN data.section s ON s.key = w.section
	WHERE w.document_id = in_document AND NOT w.lifted
		AND w.from_number <= in_number
		AND (w.person_id IS NULL OR w.person_id = in_person)
		AND NOT EXISTS (SELECT FROM data.withholding newer
			WHERE newer.document_id = w.document_id
				AND newer.section = w.section
				AND newer.person_id IS NOT DISTINCT FROM w.person_id
				AND (newer.decided_at, newer.id) > (w.decided_at, w.id))
	ORDER BY w.decided_at, w.id LIMIT 1
$$;

COMMENT ON FUNCTION internal.withheld(uuid, integer, uuid) IS
	'The section that a version is withheld under, from this person.';
REVOKE ALL ON FUNCTION internal.withheld(uuid, integer, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.withheld(uuid, integer, uuid)
	TO minsag_person, minsag_system;
