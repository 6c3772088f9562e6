-- SPDX-License-Identifier: EUPL-1.2
-- Finds words in titles and in the extracted text of what I may read: of each
-- document the newest version that I may read, the one published last first.
--
-- in_words: as people type them into a search field: words, "a phrase", or,
-- -not; 1 to 200 characters. in_area, in_case, in_kind, in_from and in_to (the
-- day it bears): null: all. in_after_at, in_after_id: ret_published_at and
-- ret_version_id of the last row of the page before, or null.
-- Compared in their normal form (data.text_fold), so that it doesn't matter
-- how a word is written or set.
-- ret_excerpt: from the text as it is, with U+E000 before and U+E001 after each
-- hit; null when the hit is in the title alone. ret_in: title or text.
-- in_request_id: nginx's, or null. Audited once a session and case that
-- something was found in; the words never are.
--
-- SECURITY: the rule is asked before the text. Only texts and titles that I may
-- read are looked into, each of them, so that how long it takes tells nothing of
-- what is withheld.

CREATE OR REPLACE FUNCTION api_citizen.search(in_session bytea, in_words text,
	in_area text, in_case uuid, in_kind text, in_from date, in_to date,
	in_after_at timestamptz, in_after_id uuid, in_limit int4,
	in_request_id text)
RETURNS TABLE (ret_document_id uuid, ret_version_id uuid,
		ret_case_id uuid, ret_case_title text, ret_kind text,
		ret_title text, ret_state text, ret_published_at timestamptz,
		ret_excerpt text, ret_in text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	paged constant boolean :=
		internal.page_check(in_limit, in_after_at, in_after_id);
	before_at constant timestamptz := coalesce(in_after_at, 'infinity');
	before_id constant uuid := coalesce(in_after_id, internal.last_id());
	query tsquery;
	cases uuid[];
	page uuid[];
	found_in uuid[];
BEGIN
	IF in_words IS NULL OR length(in_words) NOT BETWEEN 1 AND 200 THEN
		PERFORM internal.fail('MS400', 'words: 1 to 200 characters');
	END IF;
	query := websearch_to_tsquery('danish', data.text_fold(in_words));
	cases := ARRAY(SELECT p.case_id FROM data.party p
		WHERE p.person_id = internal.person()
			AND (in_case IS NULL OR p.case_id = in_case));
	WITH mine AS MATERIALIZED (
		SELECT DISTINCT ON (v.document_id) v.version_id, v.document_id,
			v.case_id, v.published_at
		FROM internal.versions(internal.person()) v
		WHERE v.case_id = ANY (cases) AND v.reasons = '{}'
			AND (in_area IS NULL OR v.area_key = in_area)
			AND (in_kind IS NULL OR v.kind = in_kind)
			AND (in_from IS NULL OR v.dated_on >= in_from)
			AND (in_to IS NULL OR v.dated_on <= in_to)
		ORDER BY v.document_id, v.number DESC)
	SELECT array_agg(hit.version_id), array_agg(DISTINCT hit.case_id)
		INTO page, found_in
	FROM (SELECT m.version_id, m.case_id
		FROM mine m
			JOIN data.document d ON d.id = m.document_id
				AND d.case_id = m.case_id
			LEFT JOIN data.version_text t ON t.version_id = m.version_id
		WHERE (m.published_at, m.version_id) < (before_at, before_id)
			AND (t.words @@ query OR d.title_words @@ query)
		ORDER BY m.published_at DESC, m.version_id DESC LIMIT in_limit) hit;
	IF page IS NULL
		OR NOT internal.look_cases('search', found_in, in_request_id)
	THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT v.document_id, v.version_id, v.case_id, v.case_title, v.kind,
		v.title, v.state, v.published_at,
		CASE WHEN t.words @@ query
			THEN internal.search_excerpt(t.body, query) END,
		CASE WHEN d.title_words @@ query THEN 'title' ELSE 'text' END
	FROM unnest(page) hit (version_id)
		CROSS JOIN LATERAL (SELECT *
			FROM internal.versions(internal.person()) every
			WHERE every.version_id = hit.version_id OFFSET 0) v
		JOIN data.document d ON d.id = v.document_id
			AND d.case_id = v.case_id
		LEFT JOIN data.version_text t ON t.version_id = v.version_id
	WHERE v.reasons = '{}'
	ORDER BY v.published_at DESC, v.version_id DESC;
END
$$;

ALTER FUNCTION api_citizen.search(bytea, text, text, uuid, text, date, date,
	timestamptz, uuid, int4, text) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.search(bytea, text, text, uuid, text, date,
	date, timestamptz, uuid, int4, text) IS
	'Finds words in what I may read.';
REVOKE ALL ON FUNCTION api_citizen.search(bytea, text, text, uuid, text, date,
	date, timestamptz, uuid, int4, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.search(bytea, text, text, uuid, text,
	date, date, timestamptz, uuid, int4, text) TO minsag_citizen;
