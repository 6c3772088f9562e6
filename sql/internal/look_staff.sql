-- SPDX-License-Identifier: EUPL-1.2
-- Whether a caseworker's look is on record, so that what was asked for may leave:
-- as internal.look, for staff. Each look has a row of its own: in_request_id
-- tells it from others, and the row lets the same request come again for ten
-- minutes. When it is false the caller returns no rows (MS425 as a notice).
--
-- in_unit to in_reason: as internal.audit_staff demands. in_version: or null.
-- in_detail: 'listed' (the version was named in a list, and not opened), 'remark '
-- and the remark that was read, or null: internal.looks tells them apart.
-- Without in_request_id nothing ever leaves.

CREATE OR REPLACE FUNCTION internal.look_staff(in_unit text, in_role text,
	in_name text, in_reason text, in_case uuid, in_version uuid,
	in_request_id text, in_detail text DEFAULT NULL) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	stands xid8;
BEGIN
	FOR i IN 1..2 LOOP
		SELECT a.xid INTO stands FROM data.audit a
			WHERE a.case_id = in_case AND a.action = 'desk-read'
				AND a.outcome = 'ok' AND a.actor = 'caseworker'
				AND a.at > internal.clock() - interval '10 minutes'
				AND a.version_id IS NOT DISTINCT FROM in_version
				AND a.detail IS NOT DISTINCT FROM in_detail
				AND a.request_id = in_request_id
				AND (a.unit_key, a.staff_role, a.staff_name, a.purpose)
					IS NOT DISTINCT FROM (in_unit, btrim(in_role),
						btrim(in_name), btrim(in_reason))
			ORDER BY a.xid LIMIT 1;
		EXIT WHEN FOUND;
		PERFORM internal.audit_staff(in_unit, in_role, in_name, in_reason,
			'desk-read', in_case, in_version, in_request_id,
			in_detail);
	END LOOP;
	IF internal.committed_earlier(stands) THEN
		RETURN true;
	END IF;
	PERFORM internal.refuse('MS425', 'look: on record now, come again');
	RETURN false;
END
$$;

ALTER FUNCTION internal.look_staff(text, text, text, text, uuid, uuid, text, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.look_staff(text, text, text, text, uuid, uuid,
	text, text) IS 'Whether a caseworker''s look is on record; else records it.';
REVOKE ALL ON FUNCTION internal.look_staff(text, text, text, text, uuid, uuid,
	text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.look_staff(text, text, text, text, uuid, uuid,
	text, text) TO minsag_system;
