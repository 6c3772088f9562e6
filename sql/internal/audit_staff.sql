-- SPDX-License-Identifier: EUPL-1.2
-- Appends the audit row of what a caseworker did. SECURITY: no look without a
-- reason, and the citizen reads it (api_citizen.look_list).
--
-- in_unit: a unit's key. in_role: as "Sagsbehandler"; in_name: the person's, or
-- null. in_reason: why, in the caseworker's own words, 3 to 300 characters on
-- one line; MS400 without one, or without unit or role. in_action: 'desk-read'
-- (a version was shown), 'answer' …; in_case, in_version: of what, or null.
-- in_request_id: what the caseworker's program calls this request, or null.
-- in_detail: of a look, as internal.look_staff has it. What text leaves to asks
-- that one instead.

CREATE OR REPLACE FUNCTION internal.audit_staff(in_unit text, in_role text, in_name text,
	in_reason text, in_action text, in_case uuid, in_version uuid,
	in_request_id text DEFAULT NULL, in_detail text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM internal.staff_check(in_unit, in_role, in_name, in_reason);
	INSERT INTO data.audit (at, actor, action, outcome, case_id, version_id,
			request_id, purpose, unit_key, staff_role, staff_name,
			detail)
		VALUES (internal.clock(), 'caseworker', in_action, 'ok', in_case,
			in_version, in_request_id, btrim(in_reason), in_unit,
			btrim(in_role), btrim(in_name), in_detail);
END
$$;

-- Whether someone may act so at all; MS400 says what is missing.
CREATE OR REPLACE FUNCTION internal.staff_check(in_unit text, in_role text,
	in_name text, in_reason text) RETURNS void
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF in_reason IS NULL OR length(btrim(in_reason)) < 3
		OR length(in_reason) > 300 OR in_reason ~ '[[:cntrl:]]'
	THEN
		PERFORM internal.fail('MS400',
			'reason: 3 to 300 characters on one line');
	END IF;
	IF in_role IS NULL OR length(btrim(in_role)) NOT BETWEEN 1 AND 80 OR in_role
		~ '[[:cntrl:]]'
	THEN
		PERFORM internal.fail('MS400', 'role: 1 to 80 characters');
	END IF;
	IF length(btrim(in_name)) NOT BETWEEN 1 AND 140 OR in_name ~ '[[:cntrl:]]'
	THEN
		PERFORM internal.fail('MS400', 'name: 1 to 140 characters');
	END IF;
	IF NOT EXISTS (SELECT FROM data.unit u WHERE u.key = in_unit) THEN
		PERFORM internal.fail('MS400', 'unit: unknown');
	END IF;
END
$$;

ALTER FUNCTION internal.audit_staff(text, text, text, text, text, uuid, uuid,
	text, text) OWNER TO minsag_system;
ALTER FUNCTION internal.staff_check(text, text, text, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.staff_check(text, text, text, text) IS
	'Whether a caseworker says who they are and why.';
REVOKE ALL ON FUNCTION internal.staff_check(text, text, text, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.staff_check(text, text, text, text)
	TO minsag_system;
COMMENT ON FUNCTION internal.audit_staff(text, text, text, text, text, uuid,
	uuid, text, text) IS 'Appends the audit row of what a caseworker did, and why.';
REVOKE ALL ON FUNCTION internal.audit_staff(text, text, text, text, text, uuid,
	uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.audit_staff(text, text, text, text, text,
	uuid, uuid, text, text) TO minsag_system;
