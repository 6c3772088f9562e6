-- SPDX-License-Identifier: EUPL-1.2
-- Takes a published version from view because it should never have been
-- shown; the only way, and only with a named cause.
--
-- in_cause: sent-to-wrong-person, others-information, wrong-case. in_by: a role
-- or unit. Returns false when it is withdrawn already. MS409 when it was never
-- published.

CREATE OR REPLACE FUNCTION internal.withdraw(in_version uuid, in_at timestamptz,
	in_cause text, in_by text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	it data.publication;
BEGIN
	SELECT * INTO it FROM data.publication p WHERE p.version_id = in_version;
	IF it.version_id IS NULL THEN
		PERFORM internal.fail('MS409', 'withdraw: not published');
	END IF;
	PERFORM internal.case_lock(it.case_id);
	INSERT INTO data.withdrawal (version_id, case_id, withdrawn_at, cause,
			withdrawn_by)
		VALUES (it.version_id, it.case_id, in_at, in_cause, in_by)
		ON CONFLICT DO NOTHING;
	IF NOT FOUND THEN
		RETURN false;
	END IF;
	PERFORM internal.event_add(it.case_id, in_at, 'withdrawn', NULL,
		it.version_id);
	PERFORM internal.showing_refresh(it.case_id, it.document_id);
	RETURN true;
END
$$;

ALTER FUNCTION internal.withdraw(uuid, timestamptz, text, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.withdraw(uuid, timestamptz, text, text) IS
	'Takes a published version from view, with cause.';
REVOKE ALL ON FUNCTION internal.withdraw(uuid, timestamptz, text, text)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.withdraw(uuid, timestamptz, text, text)
	TO minsag_system;
