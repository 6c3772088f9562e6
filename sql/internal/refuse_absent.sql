-- SPDX-License-Identifier: EUPL-1.2
-- The citizen asked for something that is not there for them. Writes the audit
-- row, which knows whether it exists (denied) or not (absent), and refuses
-- with MS404, which does not.
--
-- Exactly one of in_case, in_document, in_version is the thing asked for.

CREATE OR REPLACE FUNCTION internal.refuse_absent(in_action text, in_case uuid,
	in_document uuid, in_version uuid, in_request_id text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	of_case uuid;
BEGIN
	SELECT c.id INTO of_case FROM data.case c WHERE c.id = in_case
		UNION ALL
		SELECT d.case_id FROM data.document d WHERE d.id = in_document
		UNION ALL
		SELECT v.case_id FROM data.version v WHERE v.id = in_version;
	PERFORM internal.audit_add(in_action,
		CASE WHEN of_case IS NULL THEN 'absent' ELSE 'denied' END,
		coalesce(of_case, in_case), in_version, in_request_id,
		'document ' || in_document::text);
	PERFORM internal.refuse('MS404', 'not here for this citizen');
END
$$;

ALTER FUNCTION internal.refuse_absent(text, uuid, uuid, uuid, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.refuse_absent(text, uuid, uuid, uuid, text) IS
	'Audits and refuses what is not there for this citizen.';
REVOKE ALL ON FUNCTION internal.refuse_absent(text, uuid, uuid, uuid, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.refuse_absent(text, uuid, uuid, uuid, text)
	TO minsag_person, minsag_system;
