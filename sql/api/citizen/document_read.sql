-- SPDX-License-Identifier: EUPL-1.2
-- One document: a row for each published version, the newest first.
--
-- Of a version that is not shown, title, type, size, pages, hash and file name
-- are null and ret_reasons says why. ret_published_by is a role or unit.
-- in_from: search when the citizen opened it from what a search found, or null.
-- in_request_id: nginx's, or null. Audited as a look at its case, and as a hit
-- that was opened, of the newest version that is shown, once a session.

CREATE OR REPLACE FUNCTION api_citizen.document_read(in_session bytea, in_document uuid,
	in_from text, in_request_id text)
RETURNS TABLE (ret_case_id uuid, ret_case_title text, ret_kind text,
		ret_title text, ret_dated_on date, ret_version_id uuid,
		ret_number int4, ret_state text, ret_published_at timestamptz,
		ret_published_by text, ret_media_type text, ret_size int8,
		ret_pages int4, ret_sha256 bytea, ret_file_name text,
		ret_new bool, ret_reasons text[], ret_law text,
		ret_plain_da text, ret_plain_en text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	of_case uuid;
	hit uuid;
	stands boolean;
BEGIN
	-- Row-level security leaves a party's documents.
	SELECT n.case_id INTO of_case FROM data.publication n
		WHERE n.document_id = in_document
			AND n.published_at <= internal.clock() LIMIT 1;
	IF of_case IS NULL THEN
		PERFORM internal.refuse_absent('document', NULL, in_document, NULL,
			in_request_id);
		RETURN;
	END IF;
	stands := internal.look('case', of_case, NULL, in_request_id, NULL);
	IF in_from = 'search' THEN
		SELECT v.version_id INTO hit
			FROM internal.versions(internal.person()) v
			WHERE v.document_id = in_document AND v.reasons = '{}'
			ORDER BY v.number DESC LIMIT 1;
		IF FOUND THEN
			stands := internal.look('hit', of_case, hit, in_request_id, NULL)
				AND stands;
		END IF;
	END IF;
	IF NOT stands THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT v.case_id, v.case_title, v.kind,
		CASE WHEN v.reasons = '{}' THEN v.title END, v.dated_on,
		v.version_id, v.number, v.state, v.published_at, v.published_by,
		CASE WHEN v.reasons = '{}' THEN v.media_type END,
		CASE WHEN v.reasons = '{}' THEN v.size END,
		CASE WHEN v.reasons = '{}' THEN v.pages END,
		CASE WHEN v.reasons = '{}' THEN v.sha256 END,
		CASE WHEN v.reasons = '{}' THEN v.file_name END,
		v.reasons = '{}' AND NOT EXISTS (SELECT FROM data.audit a
			WHERE a.person_id = internal.person()
				AND a.version_id = v.version_id AND a.action = 'read'
				AND a.outcome = 'ok'),
		v.reasons, v.law, v.plain_da, v.plain_en
	FROM (SELECT * FROM internal.versions(internal.person()) every
		WHERE every.document_id = in_document AND every.role IS NOT NULL
			AND every.published_at <= internal.clock()
		OFFSET 0) v
	ORDER BY v.number DESC;
END
$$;

ALTER FUNCTION api_citizen.document_read(bytea, uuid, text, text) OWNER TO
	minsag_person;
COMMENT ON FUNCTION api_citizen.document_read(bytea, uuid, text, text) IS
	'One document of mine with its published versions.';
REVOKE ALL ON FUNCTION api_citizen.document_read(bytea, uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.document_read(bytea, uuid, text, text) TO
	minsag_citizen;
