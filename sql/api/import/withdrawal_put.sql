-- SPDX-License-Identifier: EUPL-1.2
-- Takes a published version from view, with a named cause.
--
-- in_by: a role or unit. ret_outcome: new or same (nothing done). MS400 in the
-- future; MS409 when it was never published, or is known with other facts.

CREATE OR REPLACE FUNCTION api_import.withdrawal_put(in_version uuid, in_at timestamptz,
	in_cause text, in_by text)
	RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known data.withdrawal;
BEGIN
	IF in_at > internal.clock() THEN
		PERFORM internal.fail('MS400', 'withdrawn_at: a time in the future');
	END IF;
	SELECT * INTO known FROM data.withdrawal w
		WHERE w.version_id = in_version;
	IF FOUND AND (known.withdrawn_at, known.cause, known.withdrawn_by)
		= (in_at, in_cause, in_by)
	THEN
		RETURN QUERY SELECT 'same';
		RETURN;
	END IF;
	IF NOT internal.withdraw(in_version, in_at, in_cause, in_by) THEN
		PERFORM internal.fail('MS409',
			'withdrawn_at: known with another time, cause or unit');
	END IF;
	PERFORM internal.audit_system('withdraw', NULL, v.case_id, v.id, in_cause)
		FROM data.version v WHERE v.id = in_version;
	RETURN QUERY SELECT 'new';
END
$$;

ALTER FUNCTION api_import.withdrawal_put(uuid, timestamptz, text, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.withdrawal_put(uuid, timestamptz, text, text) IS
	'Takes a published version from view.';
REVOKE ALL ON FUNCTION api_import.withdrawal_put(uuid, timestamptz, text, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.withdrawal_put(uuid, timestamptz, text,
	text) TO minsag_import;
