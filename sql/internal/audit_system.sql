-- SPDX-License-Identifier: EUPL-1.2
-- Appends the audit row of what the municipality's own programs did.
--
-- in_action: a word, as 'publish'. in_person, in_case, in_version: whom and
-- what it was done to, or null. in_detail: what else must be known; a word,
-- never free text.

CREATE OR REPLACE FUNCTION internal.audit_system(in_action text, in_person uuid,
	in_case uuid, in_version uuid, in_detail text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	INSERT INTO data.audit (at, actor, action, outcome, person_id, case_id,
			version_id, detail)
		VALUES (internal.clock(), 'system', in_action, 'ok', in_person,
			in_case, in_version, in_detail);
END
$$;

ALTER FUNCTION internal.audit_system(text, uuid, uuid, uuid, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.audit_system(text, uuid, uuid, uuid, text) IS
	'Appends the audit row of what the municipality''s own programs did.';
REVOKE ALL ON FUNCTION internal.audit_system(text, uuid, uuid, uuid, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.audit_system(text, uuid, uuid, uuid, text)
	TO minsag_system, minsag_eraser;
