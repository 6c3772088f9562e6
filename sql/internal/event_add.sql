-- SPDX-License-Identifier: EUPL-1.2
-- Appends to a case's timeline and keeps latest_at, latest_what (of each party
-- and of the case) and status in step: the one writer of them. What concerns
-- an upload that is not released concerns only the party who added it.
--
-- in_what: opened, status (with in_status), published, withdrawn, released (with
-- in_version). in_at: when it happened; an event may arrive out of order, so the
-- case keeps the newest. One in the future is the latest from now on, and a case
-- is opened before it has any other status, whatever the times say. Repeated
-- with the same facts it does nothing.

CREATE OR REPLACE FUNCTION internal.event_add(in_case uuid, in_at timestamptz,
	in_what text, in_status text, in_version uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known_at constant timestamptz := least(in_at, internal.clock());
	only_for uuid;
BEGIN
	-- A party that is just being added waits, and takes over what is latest.
	PERFORM internal.case_lock(in_case);
	IF EXISTS (SELECT FROM data.case_event e
		WHERE e.case_id = in_case AND e.at = in_at AND e.what = in_what
			AND e.status IS NOT DISTINCT FROM in_status
			AND e.version_id IS NOT DISTINCT FROM in_version)
	THEN
		RETURN;
	END IF;
	INSERT INTO data.case_event (case_id, at, what, status, version_id)
		VALUES (in_case, in_at, in_what, in_status, in_version);
	SELECT n.added_by INTO only_for FROM data.publication n
		WHERE n.version_id = in_version
			AND NOT EXISTS (SELECT FROM data.upload_release r
				WHERE r.version_id = in_version);
	UPDATE data.case c SET latest_at = known_at, latest_what = in_what
		WHERE c.id = in_case AND c.latest_at <= known_at AND only_for IS NULL;
	UPDATE data.party p SET latest_at = known_at, latest_what = in_what
		WHERE p.case_id = in_case AND p.latest_at <= known_at
			AND (only_for IS NULL OR p.person_id = only_for);
	IF in_status IS NOT NULL THEN
		UPDATE data.case c SET status = in_status
			WHERE c.id = in_case AND c.status <> in_status
				AND NOT EXISTS (SELECT FROM data.case_event e
					WHERE e.case_id = in_case AND e.at > in_at
						AND e.what = 'status');
	END IF;
END
$$;

ALTER FUNCTION internal.event_add(uuid, timestamptz, text, text, uuid)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.event_add(uuid, timestamptz, text, text, uuid) IS
	'Appends to a case''s timeline and keeps the case in step.';
REVOKE ALL ON FUNCTION internal.event_add(uuid, timestamptz, text, text, uuid)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.event_add(uuid, timestamptz, text, text,
	uuid) TO minsag_system;
