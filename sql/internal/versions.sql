-- SPDX-License-Identifier: EUPL-1.2
-- All versions with what the rule says about them for one person: the one
-- place where the rule meets the tables. PostgreSQL takes it apart into the
-- query that calls it, so a list asks only for its own rows.
--
-- Under minsag_person row-level security leaves the cases of the session's
-- person; under minsag_system it is the whole truth.
-- published_at is null for what is not published, and for what another party
-- added and was not released: of that they learn nothing. "listed" is published
-- and the person is a party: such a version is named in lists, shown or not.

CREATE OR REPLACE FUNCTION internal.versions(in_person uuid) RETURNS TABLE (
	version_id uuid, document_id uuid, case_id uuid, number integer,
	state text, media_type text, size bigint, pages integer, sha256 bytea,
	file_name text, kind text, title text, dated_on date,
	published_at timestamptz, published_by text, role text, case_title text,
	area_key text, starts_on date, unit_key text, reasons text[], law text,
	plain_da text, plain_en text)
LANGUAGE sql STABLE
AS $$
	SELECT v.id, v.document_id, v.case_id, v.number, v.state, v.media_type,
		v.size, v.pages, v.sha256, v.file_name, d.kind, d.title, d.dated_on,
		CASE WHEN p.added_by IS NULL OR p.added_by = in_person
			OR internal.released(p.version_id) THEN p.published_at END,
		p.published_by, party.role, c.title, c.area_key,
		area.starts_on, c.unit_key,
		internal.reasons(party.role, CASE WHEN p.added_by IS NULL
				OR p.added_by = in_person OR internal.released(p.version_id)
				THEN p.published_at END,
			p.added_by IS NULL OR p.added_by = in_person
				OR internal.released(p.version_id),
			withdrawal.version_id IS NOT NULL, withheld.law IS NOT NULL,
			v.state, d.kind, d.dated_on, area.starts_on, area.is_open,
			area.shown_kinds, showing.id IS NOT NULL),
		withheld.law, withheld.plain_da, withheld.plain_en
	FROM data.version v
		JOIN data.document d ON d.id = v.document_id
			AND d.case_id = v.case_id
		JOIN data.case c ON c.id = v.case_id
		JOIN data.area ON area.key = c.area_key
		LEFT JOIN data.party ON party.person_id = in_person
			AND party.case_id = v.case_id
			AND party.valid_from <= internal.clock()
			AND party.valid_to > internal.clock()
		LEFT JOIN data.publication p ON p.version_id = v.id
			AND p.case_id = v.case_id
		LEFT JOIN data.withdrawal ON withdrawal.version_id = v.id
		LEFT JOIN data.showing ON showing.person_id = in_person
			AND showing.version_id = v.id
		LEFT JOIN LATERAL internal.withheld(v.document_id, showing.id,
			in_person, party.role) withheld ON true
$$;

COMMENT ON FUNCTION internal.versions(uuid) IS
	'All versions with what the rule says about them for one person.';
REVOKE ALL ON FUNCTION internal.versions(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.versions(uuid)
	TO minsag_person, minsag_system;
