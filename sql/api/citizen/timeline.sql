-- SPDX-License-Identifier: EUPL-1.2
-- What happened in a case, newest first.
--
-- in_after_at, in_after_id: the last row of the page before, or null.
-- in_request_id: nginx's, or null. Audited as case_read is.
-- ret_status with opened and status; what follows it with published and
-- withdrawn. ret_title is null when ret_reasons says that it is not shown.

CREATE OR REPLACE FUNCTION api_citizen.timeline(in_session bytea, in_case uuid,
	in_after_at timestamptz, in_after_id uuid, in_limit int4,
	in_request_id text)
RETURNS TABLE (ret_id uuid, ret_at timestamptz, ret_what text,
		ret_status text, ret_version_id uuid, ret_document_id uuid,
		ret_title text, ret_kind text, ret_state text,
		ret_reasons text[])
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	paged constant boolean :=
		internal.page_check(in_limit, in_after_at, in_after_id);
	before_at constant timestamptz := coalesce(in_after_at, 'infinity');
	before_id constant uuid := coalesce(in_after_id, internal.last_id());
BEGIN
	IF NOT internal.case_mine(in_case, 'timeline', in_request_id) THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT e.id, e.at, e.what, e.status, e.version_id, v.document_id,
		CASE WHEN v.reasons = '{}' THEN v.title END, v.kind, v.state,
		coalesce(v.reasons, '{}')
	FROM (SELECT * FROM data.case_event every
			WHERE every.case_id = in_case
				AND (every.at, every.id) < (before_at, before_id)
			ORDER BY every.at DESC, every.id DESC LIMIT in_limit) e
		LEFT JOIN LATERAL (SELECT * FROM internal.versions(internal.person()) r
			WHERE r.version_id = e.version_id AND r.case_id = in_case
			OFFSET 0) v ON true
	ORDER BY e.at DESC, e.id DESC;
END
$$;

ALTER FUNCTION api_citizen.timeline(bytea, uuid, timestamptz, uuid, int4,
	text) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.timeline(bytea, uuid, timestamptz, uuid, int4,
	text) IS
	'What happened in one of my cases.';
REVOKE ALL ON FUNCTION api_citizen.timeline(bytea, uuid, timestamptz, uuid,
	int4, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.timeline(bytea, uuid, timestamptz, uuid,
	int4, text) TO minsag_citizen;
