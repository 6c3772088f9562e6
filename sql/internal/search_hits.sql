-- SPDX-License-Identifier: EUPL-1.2
-- The published versions of these cases that have the words, in their text or
-- in their document's title; is_newest: no newer one of the document is
-- published. Says nothing about who may read them: api_citizen.search asks the
-- rule.
--
-- Owned by minsag_system, because an index search with @@ cannot stand behind
-- row-level security: the operator is not leakproof, so the policy would have
-- to be asked for every row of the table first. in_cases: the caller's own.

CREATE OR REPLACE FUNCTION internal.search_hits(in_cases uuid[], in_query tsquery)
	RETURNS TABLE (version_id uuid, in_title boolean, in_text boolean,
		is_newest boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY
	SELECT hit.version_id, bool_or(hit.title), bool_or(NOT hit.title),
		NOT EXISTS (SELECT FROM data.publication newer
			WHERE newer.document_id = hit.document_id
				AND newer.number > hit.number)
	FROM unnest(in_cases) mine (case_id)
		CROSS JOIN LATERAL (
			SELECT n.version_id, n.document_id, n.number, false AS title
			FROM data.version_text t
				JOIN data.publication n ON n.version_id = t.version_id
			WHERE t.case_id = mine.case_id AND t.words @@ in_query
		UNION ALL
			SELECT n.version_id, n.document_id, n.number, true
			FROM data.document d
				JOIN data.publication n ON n.document_id = d.id
			WHERE d.case_id = mine.case_id
				AND data.text_words(d.title) @@ in_query) hit
	GROUP BY hit.version_id, hit.document_id, hit.number;
END
$$;

ALTER FUNCTION internal.search_hits(uuid[], tsquery) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.search_hits(uuid[], tsquery) IS
	'The published versions of these cases that have the words.';
REVOKE ALL ON FUNCTION internal.search_hits(uuid[], tsquery) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.search_hits(uuid[], tsquery)
	TO minsag_person;
