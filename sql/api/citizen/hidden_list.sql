-- SPDX-License-Identifier: EUPL-1.2
-- Why can't I see a document: those that are listed but not shown, the one
-- published last first.
--
-- in_case: of this case, or null: of all of mine. in_after_at, in_after_id:
-- ret_published_at and ret_document_id of the last row of the page before, or
-- null. in_request_id: nginx's, or null. ret_unit_…: whom to ask, and when;
-- ret_starts_on: the day from which documents of the area are shown. Audited as
-- a look at each case that is named.

CREATE OR REPLACE FUNCTION api_citizen.hidden_list(in_session bytea, in_case uuid,
	in_after_at timestamptz, in_after_id uuid, in_limit int4,
	in_request_id text)
RETURNS TABLE (ret_document_id uuid, ret_case_id uuid,
		ret_case_title text, ret_kind text, ret_published_at timestamptz,
		ret_reasons text[], ret_law text, ret_plain_da text,
		ret_plain_en text, ret_unit_name text, ret_unit_phone text,
		ret_unit_hours text, ret_starts_on date)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	paged constant boolean :=
		internal.page_check(in_limit, in_after_at, in_after_id);
	before_at constant timestamptz := coalesce(in_after_at, 'infinity');
	before_id constant uuid := coalesce(in_after_id, internal.last_id());
	cases uuid[];
	page uuid[];
	named uuid[];
BEGIN
	IF in_case IS NOT NULL
		AND NOT internal.case_mine(in_case, 'hidden', in_request_id)
	THEN
		RETURN;
	END IF;
	cases := ARRAY(SELECT p.case_id FROM data.party p
		WHERE p.person_id = internal.person()
			AND (in_case IS NULL OR p.case_id = in_case));
	SELECT array_agg(v.version_id), array_agg(DISTINCT v.case_id)
		INTO page, named
	FROM (SELECT every.version_id, every.case_id
		FROM (SELECT * FROM internal.versions(internal.person()) all_mine
			WHERE all_mine.case_id = ANY (cases) AND all_mine.role IS NOT NULL
				AND all_mine.published_at <= internal.clock()
				AND (all_mine.published_at, all_mine.document_id)
					< (before_at, before_id)
				AND NOT EXISTS (SELECT FROM data.publication newer
					WHERE newer.document_id = all_mine.document_id
						AND newer.number > all_mine.number)
			OFFSET 0) every
		WHERE every.reasons <> '{}'
		ORDER BY every.published_at DESC, every.document_id DESC
		LIMIT in_limit) v;
	IF page IS NULL
		OR NOT internal.look_cases('case', named, in_request_id)
	THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT v.document_id, v.case_id, v.case_title, v.kind, v.published_at,
		v.reasons, v.law, v.plain_da, v.plain_en, unit.name, unit.phone,
		unit.hours, v.starts_on
	FROM unnest(page) this (version_id)
		CROSS JOIN LATERAL (SELECT *
			FROM internal.versions(internal.person()) every
			WHERE every.version_id = this.version_id OFFSET 0) v
		JOIN data.unit ON unit.key = v.unit_key
	ORDER BY v.published_at DESC, v.document_id DESC;
END
$$;

ALTER FUNCTION api_citizen.hidden_list(bytea, uuid, timestamptz, uuid, int4,
	text) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.hidden_list(bytea, uuid, timestamptz, uuid,
	int4, text) IS
	'Why can''t I see a document.';
REVOKE ALL ON FUNCTION api_citizen.hidden_list(bytea, uuid, timestamptz, uuid,
	int4, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.hidden_list(bytea, uuid, timestamptz,
	uuid, int4, text) TO minsag_citizen;
