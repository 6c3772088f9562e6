-- SPDX-License-Identifier: EUPL-1.2
-- When the oldest row of the audit that no seal covers was written; null: none
-- waits. The oldest by its transaction, which an index gives at once however many
-- wait.

CREATE OR REPLACE FUNCTION internal.audit_unsealed_at() RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT a.at FROM data.audit a
		WHERE a.xid >= coalesce((SELECT s.before_xid FROM data.audit_seal s
			ORDER BY s.number DESC LIMIT 1), '0'::xid8)
		ORDER BY a.xid, a.id LIMIT 1);
END
$$;

ALTER FUNCTION internal.audit_unsealed_at() OWNER TO minsag_system;
COMMENT ON FUNCTION internal.audit_unsealed_at() IS
	'When the oldest row of the audit that no seal covers was written.';
REVOKE ALL ON FUNCTION internal.audit_unsealed_at() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.audit_unsealed_at() TO minsag_system;
