-- SPDX-License-Identifier: EUPL-1.2
-- One case: what case_list says of it, my role, how many documents are listed
-- and how many of them are not shown. Audited once a session.
--
-- in_request_id: nginx's, or null.

CREATE OR REPLACE FUNCTION api_citizen.case_read(in_session bytea, in_case uuid,
	in_request_id text)
RETURNS TABLE (ret_id uuid, ret_area_key text, ret_area_da text,
		ret_area_en text, ret_title text, ret_status text,
		ret_latest_at timestamptz, ret_latest_what text,
		ret_unit_name text, ret_unit_phone text, ret_unit_hours text,
		ret_deadline_on date, ret_deadline_da text, ret_deadline_en text,
		ret_opened_on date, ret_closed_on date, ret_unread boolean,
		ret_area_open boolean, ret_role text, ret_documents int8,
		ret_hidden int8)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	entered constant uuid := internal.session_enter(in_session, true);
	documents int8;
	hidden int8;
BEGIN
	IF NOT internal.case_mine(in_case, 'case', in_request_id) THEN
		RETURN;
	END IF;
	SELECT count(*), count(*) FILTER (WHERE v.reasons <> '{}')
		INTO documents, hidden
		FROM internal.versions(internal.person()) v
		WHERE v.case_id = in_case AND v.role IS NOT NULL
			AND v.published_at <= internal.clock()
			AND NOT EXISTS (SELECT FROM data.publication newer
				WHERE newer.document_id = v.document_id
					AND newer.number > v.number);
	RETURN QUERY
	SELECT c.id, c.area_key, area.name_da, area.name_en, c.title, c.status,
		p.latest_at, p.latest_what, unit.name, unit.phone, unit.hours,
		c.deadline_on, c.deadline_da, c.deadline_en, c.opened_on, c.closed_on,
		p.has_unread AND area.is_open, area.is_open,
		p.role, documents, hidden
	FROM data.party p
		JOIN data.case c ON c.id = p.case_id
		JOIN data.area ON area.key = c.area_key
		JOIN data.unit ON unit.key = c.unit_key
	WHERE p.person_id = internal.person() AND p.case_id = in_case;
END
$$;

ALTER FUNCTION api_citizen.case_read(bytea, uuid, text) OWNER TO minsag_person;
COMMENT ON FUNCTION api_citizen.case_read(bytea, uuid, text) IS
	'One of my cases.';
REVOKE ALL ON FUNCTION api_citizen.case_read(bytea, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_citizen.case_read(bytea, uuid, text) TO
	minsag_citizen;
