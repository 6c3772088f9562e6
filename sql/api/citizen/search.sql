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
-- The index is asked by internal.search_hits, which names what has the words;
-- whether it may be read is asked here, of the rule, for every hit; and of an
-- older version also whether a newer one may be read in its place.

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
	found_in uuid[] := '{}';
BEGIN
	IF in_words IS NULL OR length(in_words) NOT BETWEEN 1 AND 200 THEN
		PERFORM internal.fail('MS400', 'words: 1 to 200 characters');
	END IF;
	query := websearch_to_tsquery('danish', data.text_fold(in_words));
	cases := ARRAY(SELECT p.case_id FROM data.party p
		WHERE p.person_id = internal.person()
			AND (in_case IS NULL OR p.case_id = in_case));
	FOR ret_document_id, ret_version_id, ret_case_id, ret_case_title, ret_kind,
		ret_title, ret_state, ret_published_at, ret_excerpt, ret_in IN
	SELECT page.document_id, page.version_id, page.case_id, page.case_title,
		page.kind, page.title, page.state, page.published_at,
		CASE WHEN page.in_text THEN (SELECT internal.search_excerpt(t.body,
				query)
			FROM data.version_text t
			WHERE t.version_id = page.version_id) END,
		CASE WHEN page.in_title THEN 'title' ELSE 'text' END
	FROM (SELECT v.*, hit.in_title, hit.in_text
		FROM internal.search_hits(cases, query) hit
			JOIN internal.versions(internal.person()) v
				ON v.version_id = hit.version_id
		WHERE v.case_id = ANY (cases) AND v.reasons = '{}'
			AND (v.published_at, v.version_id) < (before_at, before_id)
			AND (in_area IS NULL OR v.area_key = in_area)
			AND (in_kind IS NULL OR v.kind = in_kind)
			AND (in_from IS NULL OR v.dated_on >= in_from)
			AND (in_to IS NULL OR v.dated_on <= in_to)
			AND (hit.is_newest OR NOT EXISTS (SELECT
				FROM internal.versions(internal.person()) newer
				WHERE newer.document_id = v.document_id
					AND newer.number > v.number
					AND newer.reasons = '{}' OFFSET 0))
		ORDER BY v.published_at DESC, v.version_id DESC LIMIT in_limit) page
	ORDER BY page.published_at DESC, page.version_id DESC
	LOOP
		IF ret_case_id <> ALL (found_in) THEN
			PERFORM internal.audit_add('search', 'ok', ret_case_id, NULL,
				in_request_id, NULL);
			found_in := found_in || ret_case_id;
		END IF;
		RETURN NEXT;
	END LOOP;
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
