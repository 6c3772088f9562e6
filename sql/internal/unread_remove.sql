-- SPDX-License-Identifier: EUPL-1.2
-- This citizen has read a version: it is no longer new to them.

CREATE OR REPLACE FUNCTION internal.unread_remove(in_case uuid, in_version uuid)
	RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	PERFORM FROM data.party p
		WHERE p.person_id = internal.person() AND p.case_id = in_case
			AND p.has_unread
		FOR UPDATE;
	IF NOT FOUND THEN
		RETURN;
	END IF;
	DELETE FROM data.unread u WHERE u.person_id = internal.person()
		AND u.case_id = in_case AND u.version_id = in_version;
	UPDATE data.party p SET has_unread = false
		WHERE p.person_id = internal.person() AND p.case_id = in_case
			AND NOT EXISTS (SELECT FROM data.unread u
				WHERE u.person_id = p.person_id AND u.case_id = in_case);
END
$$;

ALTER FUNCTION internal.unread_remove(uuid, uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.unread_remove(uuid, uuid) IS
	'This citizen has read a version: it is no longer new to them.';
REVOKE ALL ON FUNCTION internal.unread_remove(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.unread_remove(uuid, uuid) TO minsag_system;
