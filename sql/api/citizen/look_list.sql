-- SPDX-License-Identifier: EUPL-1.2
-- Who has looked at one of my cases or documents, the newest first.
--
-- Either in_case or in_document. in_who: me, party, staff, system; in_what: read,
-- case, search, send, check; in_from, in_to: days; null: all.
-- in_after_at, in_after_id: ret_at and ret_place of the last row of the page
-- before, or null. in_request_id: nginx's, or null. Audited as case_read is.
--
-- ret_who: me, me-for-another (as guardian), party (another party: never who),
-- staff, system, job. ret_role, ret_unit, ret_name: of staff; the name only if
-- the municipality has decided so. ret_purpose: a word, or staff's own reason;
-- null in rows from before it was noted. ret_title: null unless I may read the
-- version; document, version and kind are null too when it is not published.
-- ret_place: the row's id as the place to go on from.

CREATE OR REPLACE FUNCTION api_citizen.look_list(in_session bytea, in_case uuid,
	in_document uuid, in_who text, in_what text, in_from date, in_to date,
	in_after_at timestamptz, in_after_id uuid, in_limit int4,
	in_request_id text)
RETURNS TABLE (ret_id int8, ret_at timestamptz, ret_who text, ret_action text,
		ret_purpose text, ret_role text, ret_unit text, ret_name text,
		ret_document_id uuid, ret_version_id uuid, ret_number int4,
		ret_kind text, ret_title text, ret_place uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	paged constant boolean :=
		internal.page_check(in_limit, in_after_at, in_after_id);
	of_case constant uuid :=
		internal.look_case(in_case, in_document, in_request_id);
BEGIN
	IF of_case IS NULL THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT l.id, l.at, l.who, l.action, l.purpose, l.staff_role, l.unit_name,
		l.staff_name, l.document_id, l.version_id, l.number, l.kind, l.title,
		lpad(to_hex(l.id), 32, '0')::uuid
	FROM internal.look_page(of_case, in_document, in_who, in_what, in_from,
		in_to, in_after_at, ('x' || right(translate(in_after_id::text, '-',
		''), 16))::bit(64)::bigint, in_limit) l;
END
$$;

ALTER FUNCTION api_citizen.look_list(bytea, uuid, uuid, text, text, date, date,
	timestamptz, uuid, int4, text) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.look_list(bytea, uuid, uuid, text, text, date,
	date, timestamptz, uuid, int4, text) IS
	'Who has looked at one of my cases or documents.';
REVOKE ALL ON FUNCTION api_citizen.look_list(bytea, uuid, uuid, text, text,
	date, date, timestamptz, uuid, int4, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.look_list(bytea, uuid, uuid, text, text,
	date, date, timestamptz, uuid, int4, text) TO minsag_citizen;
