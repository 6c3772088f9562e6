-- SPDX-License-Identifier: EUPL-1.2
-- Appends the audit row of what a job did on its own.
--
-- in_action: 'scan', 'notify', 'bundle', 'deliver', 'preview' … in_purpose: why,
-- a word of look_list's, as 'virus-check'; MS400 without. in_case, in_version: of
-- what, or null. in_detail: what else must be known; a word, never free text.

CREATE OR REPLACE FUNCTION internal.audit_job(in_action text, in_purpose text,
	in_case uuid, in_version uuid, in_detail text) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF in_purpose IS NULL OR in_purpose !~ '^[a-z][a-z-]{1,39}$' THEN
		PERFORM internal.fail('MS400', 'purpose: a word');
	END IF;
	INSERT INTO data.audit (at, actor, action, outcome, case_id, version_id,
			detail, purpose)
		VALUES (internal.clock(), 'job', in_action, 'ok', in_case,
			in_version, in_detail, in_purpose);
END
$$;

ALTER FUNCTION internal.audit_job(text, text, uuid, uuid, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.audit_job(text, text, uuid, uuid, text) IS
	'Appends the audit row of what a job did on its own, and why.';
REVOKE ALL ON FUNCTION internal.audit_job(text, text, uuid, uuid, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.audit_job(text, text, uuid, uuid, text)
	TO minsag_system;
