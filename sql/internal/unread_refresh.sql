-- SPDX-License-Identifier: EUPL-1.2
-- Brings data.unread and data.party.has_unread in step with the rule and the
-- audit, for the parties of one case, for one document or (null) all of them.
-- Called by everything that changes what the rule says; opening a version
-- removes its row by itself.
--
-- Whether a party is in force is asked when the row is read, not here.

CREATE OR REPLACE FUNCTION internal.unread_refresh(in_case uuid, in_document uuid)
	RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	-- Reading and publishing at once wait for each other here.
	PERFORM FROM data.party p WHERE p.case_id = in_case
		ORDER BY p.person_id FOR UPDATE;
	DELETE FROM data.unread u
		WHERE u.person_id IN (SELECT p.person_id FROM data.party p
				WHERE p.case_id = in_case)
			AND u.case_id = in_case
			AND (in_document IS NULL OR u.document_id = in_document);
	INSERT INTO data.unread (person_id, case_id, document_id, version_id)
		SELECT p.person_id, in_case, newest.document_id, newest.version_id
		FROM data.party p
			CROSS JOIN (SELECT DISTINCT ON (n.document_id)
					n.document_id, n.version_id
				FROM data.publication n
				WHERE n.case_id = in_case
					AND (in_document IS NULL OR n.document_id = in_document)
				ORDER BY n.document_id, n.number DESC) newest
			CROSS JOIN LATERAL (SELECT v.reasons
				FROM internal.versions(p.person_id) v
				WHERE v.version_id = newest.version_id) rule
		WHERE p.case_id = in_case
			AND rule.reasons <@ ARRAY['not-a-party']
			AND NOT EXISTS (SELECT FROM data.audit a
				WHERE a.person_id = p.person_id
					AND a.version_id = newest.version_id
					AND a.action = 'read' AND a.outcome = 'ok')
			AND NOT internal.upload_own(p.person_id, newest.version_id)
		ON CONFLICT (person_id, case_id, document_id)
			DO UPDATE SET version_id = excluded.version_id;
	UPDATE data.party p SET has_unread = NOT p.has_unread
		WHERE p.case_id = in_case AND p.has_unread <> EXISTS (
			SELECT FROM data.unread u WHERE u.person_id = p.person_id
				AND u.case_id = in_case);
END
$$;

ALTER FUNCTION internal.unread_refresh(uuid, uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.unread_refresh(uuid, uuid) IS
	'Brings data.unread in step with the rule and the audit.';
REVOKE ALL ON FUNCTION internal.unread_refresh(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.unread_refresh(uuid, uuid) TO minsag_system;
