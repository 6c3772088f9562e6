-- SPDX-License-Identifier: EUPL-1.2
-- Erases the contents of a case's audit rows, when the case's time is over; no
-- program calls it yet. Number, transaction and digest stay, so the chain of
-- seals still proves all other rows.
--
-- The one way in which anything of the audit goes, owned by the one role that
-- may, in a fixed order: of the rows that are sealed, the oldest first, and for
-- each first a row "erased" that names it, which is sealed like any other. A row
-- that is empty without one is a broken chain. Returns how many were erased.

CREATE OR REPLACE FUNCTION internal.audit_erase(in_case uuid) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	each record;
	erased bigint := 0;
BEGIN
	FOR each IN SELECT a.xid, a.id FROM data.audit a
		WHERE a.case_id = in_case AND a.salt IS NOT NULL
			AND a.xid < (SELECT s.before_xid FROM data.audit_seal s
				ORDER BY s.number DESC LIMIT 1)
		ORDER BY a.xid, a.id FOR UPDATE
	LOOP
		PERFORM internal.audit_system('erased', NULL, NULL, NULL,
			each.xid || ':' || each.id);
		UPDATE data.audit a SET at = NULL, actor = NULL, action = NULL,
				outcome = NULL, session_id = NULL, person_id = NULL,
				case_id = NULL, version_id = NULL, request_id = NULL,
				detail = NULL, purpose = NULL, unit_key = NULL,
				staff_role = NULL, staff_name = NULL, salt = NULL
			WHERE a.id = each.id;
		erased := erased + 1;
	END LOOP;
	RETURN erased;
END
$$;

ALTER FUNCTION internal.audit_erase(uuid) OWNER TO minsag_eraser;
COMMENT ON FUNCTION internal.audit_erase(uuid) IS
	'Erases the contents of a case''s audit rows; the chain still proves the rest.';
REVOKE ALL ON FUNCTION internal.audit_erase(uuid) FROM PUBLIC;
