-- SPDX-License-Identifier: EUPL-1.2
-- Takes a published version from view, with a named cause; found by the case
-- system's keys, whatever else is said of it.
--
-- in_at: kept as it is told; it counts at once, also when the case system's
-- clock goes ahead. in_by: a role or unit. ret_outcome: new, same (nothing
-- done), or none: it is not published here. What is withdrawn already stays so
-- with the facts that came first, be it from here or from the desk.

CREATE OR REPLACE FUNCTION api_import.withdrawal_put(in_case uuid, in_document text,
	in_number integer, in_at timestamptz, in_cause text, in_by text)
	RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	version uuid;
BEGIN
	SELECT n.version_id INTO version
		FROM data.document d JOIN data.publication n ON n.document_id = d.id
		WHERE d.case_id = in_case AND d.source_key = in_document
			AND n.number = in_number;
	IF version IS NULL THEN
		RETURN QUERY SELECT 'none';
		RETURN;
	END IF;
	IF NOT internal.withdraw(version, in_at, in_cause, in_by) THEN
		RETURN QUERY SELECT 'same';
		RETURN;
	END IF;
	PERFORM internal.audit_system('withdraw', NULL, in_case, version,
		in_cause);
	RETURN QUERY SELECT 'new';
END
$$;

ALTER FUNCTION api_import.withdrawal_put(uuid, text, integer, timestamptz,
	text, text) OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.withdrawal_put(uuid, text, integer,
	timestamptz, text, text) IS
	'Takes a published version from view.';
REVOKE ALL ON FUNCTION api_import.withdrawal_put(uuid, text, integer,
	timestamptz, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.withdrawal_put(uuid, text, integer,
	timestamptz, text, text) TO minsag_import;
