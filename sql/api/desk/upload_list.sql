-- SPDX-License-Identifier: EUPL-1.2
-- What citizens have added to cases that have other parties too, and was not
-- released to those, the oldest first: what somebody may have to decide about.
--
-- in_unit, in_role, in_name, in_reason: who looks and why, as
-- internal.audit_staff demands: each version that is named has a row of a look
-- before anything leaves, which the other parties do not see. in_request_id: what tells this look from others;
-- without one nothing leaves.
-- in_case: null: all. in_after_at, in_after_id: ret_at and ret_version_id of the
-- last row of the page before, or null. in_limit: 1 to 101. What was withdrawn
-- is left out. MS404: no such case.

CREATE OR REPLACE FUNCTION api_desk.upload_list(in_unit text, in_role text,
	in_name text, in_reason text, in_case uuid, in_after_at timestamptz,
	in_after_id uuid, in_limit int4, in_request_id text)
RETURNS TABLE (ret_version_id uuid, ret_at timestamptz, ret_case_key text,
		ret_case_title text, ret_file_name text)
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
	IF in_case IS NOT NULL AND NOT EXISTS (SELECT FROM data.case c
		WHERE c.id = in_case)
	THEN
		PERFORM internal.fail('MS404', 'case: no such case');
	END IF;
	SELECT array_agg(n.version_id), array_agg(n.case_id)
		INTO listed, cases
	FROM (SELECT n.version_id, n.case_id
		FROM data.publication n
		WHERE n.added_by IS NOT NULL
			AND (n.published_at, n.version_id) > (after_at, after_id)
			AND (in_case IS NULL OR n.case_id = in_case)
			AND NOT internal.released(n.version_id)
			AND NOT EXISTS (SELECT FROM data.withdrawal w
				WHERE w.version_id = n.version_id)
			AND EXISTS (SELECT FROM data.party p WHERE p.case_id = n.case_id
				AND p.person_id <> n.added_by
				AND p.valid_to > internal.clock())
		ORDER BY n.published_at, n.version_id LIMIT in_limit) n;
	IF listed IS NULL THEN
		RETURN;
	END IF;
	FOR i IN 1..cardinality(listed) LOOP
		stands := internal.look_staff(in_unit, in_role, in_name, in_reason,
			cases[i], listed[i], in_request_id, 'listed') AND stands;
	END LOOP;
	IF NOT stands THEN
		RETURN;
	END IF;
	RETURN QUERY
	SELECT n.version_id, n.published_at, c.source_key, c.title, v.file_name
	FROM data.publication n
		JOIN data.case c ON c.id = n.case_id
		JOIN data.version v ON v.id = n.version_id
	WHERE n.version_id = ANY (listed)
	ORDER BY n.published_at, n.version_id;
END
$$;

ALTER FUNCTION api_desk.upload_list(text, text, text, text, uuid, timestamptz,
	uuid, int4, text) OWNER TO minsag_system;
COMMENT ON FUNCTION api_desk.upload_list(text, text, text, text, uuid,
	timestamptz, uuid, int4, text) IS
	'What citizens added and the other parties can''t see.';
REVOKE ALL ON FUNCTION api_desk.upload_list(text, text, text, text, uuid,
	timestamptz, uuid, int4, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_desk.upload_list(text, text, text, text, uuid,
	timestamptz, uuid, int4, text) TO minsag_admin;
