-- SPDX-License-Identifier: EUPL-1.2
-- The documents of a case, each with its newest published version, the one
-- published last first.
--
-- in_kind, in_state, in_from and in_to (the day it bears), in_new: null: all.
-- in_after_at, in_after_id: ret_published_at and ret_version_id of the last row
-- of the page before, or null. in_request_id: nginx's, or null. Audited as
-- case_read is.
-- What is not shown is listed too: ret_reasons says why, ret_law and the plain
-- words under which section; title, type, size and pages are null.
-- ret_versions counts the published ones. ret_new: I have not opened it yet.
--
-- A page is a stretch of index publication_newest, of which the rule is asked
-- row by row; with a filter the stretch has no end but the case's.

CREATE OR REPLACE FUNCTION api_citizen.document_list(in_session bytea, in_case uuid,
	in_kind text, in_state text, in_from date, in_to date, in_new boolean,
	in_after_at timestamptz, in_after_id uuid, in_limit int4,
	in_request_id text)
RETURNS TABLE (ret_document_id uuid, ret_version_id uuid, ret_kind text,
		ret_title text, ret_state text, ret_number int4,
		ret_versions int4, ret_dated_on date,
		ret_published_at timestamptz, ret_media_type text, ret_size int8,
		ret_pages int4, ret_new bool, ret_reasons text[], ret_law text,
		ret_plain_da text, ret_plain_en text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	paged constant boolean :=
		internal.page_check(in_limit, in_after_at, in_after_id);
	before_at constant timestamptz := coalesce(in_after_at, 'infinity');
	before_id constant uuid := coalesce(in_after_id, internal.last_id());
	first constant integer := CASE WHEN in_kind IS NULL AND in_state IS NULL
		AND in_from IS NULL AND in_to IS NULL AND in_new IS NULL
		THEN in_limit END;
BEGIN
	IF NOT internal.case_mine(in_case, 'documents', in_request_id) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT page.document_id, page.version_id, page.kind,
		CASE WHEN page.reasons = '{}' THEN page.title END, page.state,
		page.number, (SELECT count(*)::int4 FROM data.publication every
			WHERE every.document_id = page.document_id),
		page.dated_on, page.published_at,
		CASE WHEN page.reasons = '{}' THEN page.media_type END,
		CASE WHEN page.reasons = '{}' THEN page.size END,
		CASE WHEN page.reasons = '{}' THEN page.pages END,
		page.is_new, page.reasons, page.law, page.plain_da, page.plain_en
	FROM (SELECT v.*, v.reasons = '{}' AND fresh.is_new AS is_new
		FROM (SELECT n.version_id FROM data.publication n
				WHERE n.case_id = in_case
					AND n.published_at <= internal.clock()
					AND (n.published_at, n.version_id)
						< (before_at, before_id)
					AND NOT EXISTS (SELECT FROM data.publication newer
						WHERE newer.document_id = n.document_id
							AND newer.number > n.number)
				ORDER BY n.published_at DESC, n.version_id DESC
				LIMIT first) newest
			CROSS JOIN LATERAL (SELECT *
				FROM internal.versions(internal.person()) every
				WHERE every.version_id = newest.version_id
					AND every.role IS NOT NULL OFFSET 0) v
			CROSS JOIN LATERAL (SELECT NOT EXISTS (SELECT FROM data.audit a
				WHERE a.person_id = internal.person()
					AND a.version_id = v.version_id AND a.action = 'read'
					AND a.outcome = 'ok') AS is_new) fresh
		WHERE (in_kind IS NULL OR v.kind = in_kind)
			AND (in_state IS NULL OR v.state = in_state)
			AND (in_from IS NULL OR v.dated_on >= in_from)
			AND (in_to IS NULL OR v.dated_on <= in_to)
			AND (in_new IS NULL
				OR (v.reasons = '{}' AND fresh.is_new) = in_new)
		ORDER BY v.published_at DESC, v.version_id DESC LIMIT in_limit) page
	ORDER BY page.published_at DESC, page.version_id DESC;
END
$$;

ALTER FUNCTION api_citizen.document_list(bytea, uuid, text, text, date, date,
	boolean, timestamptz, uuid, int4, text) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.document_list(bytea, uuid, text, text, date,
	date, boolean, timestamptz, uuid, int4, text) IS
	'The documents of one of my cases.';
REVOKE ALL ON FUNCTION api_citizen.document_list(bytea, uuid, text, text, date,
	date, boolean, timestamptz, uuid, int4, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.document_list(bytea, uuid, text, text,
	date, date, boolean, timestamptz, uuid, int4, text) TO minsag_citizen;
