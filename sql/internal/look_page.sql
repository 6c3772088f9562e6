-- SPDX-License-Identifier: EUPL-1.2
-- A page of looks at a case or at one of its documents, with what the citizen
-- of this transaction may know of each version: what the three lists of looks
-- share. The caller has asked whether the case is theirs.
--
-- in_document: looks at its published versions alone, or null. in_who, in_what:
-- as internal.looks. in_from, in_to: Danish days, both included; null: open.
-- in_before_at, in_before_id: the last row of the page before, or null.
-- A version that is not published is named by nothing; one that is listed but
-- not shown by its kind; title is null unless the rule says yes.

CREATE OR REPLACE FUNCTION internal.look_page(in_case uuid, in_document uuid, in_who text,
	in_what text, in_from date, in_to date, in_before_at timestamptz,
	in_before_id bigint, in_limit integer)
	RETURNS TABLE (id bigint, at timestamptz, who text, action text,
		purpose text, staff_role text, unit_name text, staff_name text,
		document_id uuid, version_id uuid, number integer, kind text,
		title text)
LANGUAGE plpgsql STABLE
AS $$
BEGIN
	RETURN QUERY
	WITH page AS MATERIALIZED (SELECT * FROM internal.looks(in_case,
			CASE WHEN in_document IS NOT NULL THEN ARRAY(SELECT p.version_id
				FROM data.publication p WHERE p.document_id = in_document
					AND p.published_at <= internal.clock()) END,
			in_who, in_what,
			coalesce(in_from::timestamp AT TIME ZONE 'Europe/Copenhagen',
				'-infinity'),
			coalesce((in_to + 1)::timestamp AT TIME ZONE 'Europe/Copenhagen',
				'infinity'),
			coalesce(in_before_at, 'infinity'),
			coalesce(in_before_id, 9223372036854775807), in_limit)),
	named AS MATERIALIZED (SELECT v.*
		FROM (SELECT DISTINCT page.version_id FROM page) each
			CROSS JOIN LATERAL (SELECT * FROM
				internal.versions(internal.person()) every
				WHERE every.version_id = each.version_id
					AND every.case_id = in_case
					AND every.role IS NOT NULL
					AND every.published_at <= internal.clock()
				OFFSET 0) v)
	SELECT page.id, page.at, page.who, page.action, page.purpose,
		page.staff_role, page.unit_name, page.staff_name, v.document_id,
		v.version_id, v.number, v.kind,
		CASE WHEN v.reasons = '{}' THEN v.title END
	FROM page LEFT JOIN named v ON v.version_id = page.version_id
	ORDER BY page.at DESC, page.id DESC;
END
$$;

COMMENT ON FUNCTION internal.look_page(uuid, uuid, text, text, date, date,
	timestamptz, bigint, integer) IS
	'A page of looks with what this citizen may know of each version.';
REVOKE ALL ON FUNCTION internal.look_page(uuid, uuid, text, text, date, date,
	timestamptz, bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.look_page(uuid, uuid, text, text, date, date,
	timestamptz, bigint, integer) TO minsag_person;
