-- SPDX-License-Identifier: EUPL-1.2
-- The audit rows of a range of transactions, in order of (xid, id), after a
-- given one: what verify hashes. ret_salt is null when the contents are erased;
-- ret_erased: a row of the audit says so.

CREATE OR REPLACE FUNCTION api_audit.row_list(in_from_xid bigint, in_before_xid bigint,
	in_after_xid bigint, in_after_id bigint, in_limit integer)
	RETURNS TABLE (ret_id bigint, ret_xid bigint, ret_at timestamptz,
		ret_actor text, ret_action text, ret_outcome text, ret_session uuid,
		ret_person uuid, ret_case uuid, ret_version uuid, ret_request_id text,
		ret_detail text, ret_purpose text, ret_unit_key text,
		ret_staff_role text, ret_staff_name text, ret_salt uuid,
		ret_digest bytea, ret_erased boolean)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT a.id, a.xid::text::bigint, a.at, a.actor, a.action,
			a.outcome, a.session_id, a.person_id, a.case_id, a.version_id,
			a.request_id, a.detail, a.purpose, a.unit_key, a.staff_role,
			a.staff_name, a.salt, a.digest,
			a.salt IS NULL AND EXISTS (SELECT FROM data.audit e
				WHERE e.action = 'erased'
					AND e.detail = a.xid::text || ':' || a.id::text)
		FROM data.audit a
		WHERE a.xid >= in_from_xid::text::xid8
			AND a.xid < in_before_xid::text::xid8
			AND (a.xid, a.id)
				> (in_after_xid::text::xid8, in_after_id)
		ORDER BY a.xid, a.id
		LIMIT least(in_limit, 10000);
END
$$;

ALTER FUNCTION api_audit.row_list(bigint, bigint, bigint, bigint, integer)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_audit.row_list(bigint, bigint, bigint, bigint, integer)
	IS
	'The audit rows of a range of transactions, in order.';
REVOKE ALL ON FUNCTION api_audit.row_list(bigint, bigint, bigint, bigint,
	integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_audit.row_list(bigint, bigint, bigint, bigint,
	integer) TO minsag_audit;
