-- SPDX-License-Identifier: EUPL-1.2
-- What awaits an answer, the oldest first: remarks, sentences that were not
-- understood, questions about a look, and replies.
--
-- in_unit, in_role, in_name, in_reason: who looks and why, as
-- internal.audit_staff demands: each remark has a row of a look before anything
-- leaves, which of the parties only its sender sees. in_request_id: what tells this look from others;
-- without one nothing leaves.
-- in_of_unit (whom the case lies with), in_area, in_case, in_kind: null: all;
-- MS404 for one that is not there, MS400 for a kind that is none.
-- in_after_at, in_after_id: ret_at and ret_id of the last row of the page
-- before, or null. in_limit: 1 to 101.
-- ret_first: with a reply, what the thread began with.

CREATE OR REPLACE FUNCTION api_desk.remark_list(in_unit text, in_role text, in_name text,
	in_reason text, in_of_unit text, in_area text, in_case uuid, in_kind text,
	in_after_at timestamptz, in_after_id uuid, in_limit int4,
	in_request_id text DEFAULT NULL)
RETURNS TABLE (ret_id uuid, ret_at timestamptz, ret_kind text,
		ret_case_id uuid, ret_case_key text, ret_case_title text,
		ret_title text, ret_number int4, ret_page int4, ret_quote text,
		ret_body text, ret_first text, ret_audit_id int8)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	paged constant boolean :=
		internal.page_check(in_limit, in_after_at, in_after_id);
	after_at constant timestamptz := coalesce(in_after_at, '-infinity');
	after_id constant uuid := coalesce(in_after_id, internal.last_id());
	listed uuid[];
	cases uuid[];
	stands boolean := true;
BEGIN
	PERFORM internal.staff_check(in_unit, in_role, in_name, in_reason);
	IF in_of_unit IS NOT NULL AND NOT EXISTS (SELECT FROM data.unit u
		WHERE u.key = in_of_unit)
	THEN
		PERFORM internal.fail('MS404', 'of-unit: no such unit');
	ELSIF in_area IS NOT NULL AND NOT EXISTS (SELECT FROM data.area a
		WHERE a.key = in_area)
	THEN
		PERFORM internal.fail('MS404', 'area: no such area');
	ELSIF in_case IS NOT NULL AND NOT EXISTS (SELECT FROM data.case c
		WHERE c.id = in_case)
	THEN
		PERFORM internal.fail('MS404', 'case: no such case');
	ELSIF in_kind NOT IN ('remark', 'not-understood', 'look') THEN
		PERFORM internal.fail('MS400',
			'kind: remark, not-understood or look');
	END IF;
	SELECT array_agg(o.remark_id), array_agg(o.case_id)
		INTO listed, cases
	FROM (SELECT o.remark_id, o.case_id
		FROM data.remark_open o
			JOIN data.remark r ON r.id = o.remark_id
			JOIN data.case c ON c.id = r.case_id
		WHERE (o.at, o.remark_id) > (after_at, after_id)
			AND (in_case IS NULL OR o.case_id = in_case)
			AND (in_of_unit IS NULL OR c.unit_key = in_of_unit)
			AND (in_area IS NULL OR c.area_key = in_area)
			AND (in_kind IS NULL OR r.kind = in_kind)
		ORDER BY o.at, o.remark_id LIMIT in_limit) o;
	IF listed IS NULL THEN
		RETURN;
	END IF;
	FOR i IN 1..cardinality(listed) LOOP
		stands := internal.look_staff(in_unit, in_role, in_name, in_reason,
			cases[i], NULL, in_request_id, 'remark ' || listed[i]) AND stands;
	END LOOP;
	IF NOT stands THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT r.id, r.at, r.kind, r.case_id, c.source_key, c.title, d.title,
		v.number, coalesce(r.page, first.page), coalesce(r.quote, first.quote),
		r.body, first.body, coalesce(r.audit_id, first.audit_id)
	FROM data.remark_open o
		JOIN data.remark r ON r.id = o.remark_id
		JOIN data.case c ON c.id = r.case_id
		LEFT JOIN data.remark first ON first.id = r.parent_id
		LEFT JOIN data.document d ON d.id = r.document_id
		LEFT JOIN data.version v ON v.id = r.version_id
	WHERE o.remark_id = ANY (listed)
	ORDER BY o.at, o.remark_id;
END
$$;

ALTER FUNCTION api_desk.remark_list(text, text, text, text, text, text, uuid,
	text, timestamptz, uuid, int4, text) OWNER TO minsag_system;
COMMENT ON FUNCTION api_desk.remark_list(text, text, text, text, text, text,
	uuid, text, timestamptz, uuid, int4, text) IS
	'What awaits an answer, the oldest first.';
REVOKE ALL ON FUNCTION api_desk.remark_list(text, text, text, text, text, text,
	uuid, text, timestamptz, uuid, int4, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_desk.remark_list(text, text, text, text, text,
	text, uuid, text, timestamptz, uuid, int4, text) TO minsag_admin;
