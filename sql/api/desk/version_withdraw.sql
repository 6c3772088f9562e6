-- SPDX-License-Identifier: EUPL-1.2
-- Takes a published version from view at once, with a named cause: the way that
-- needs no import.
--
-- in_unit, in_role, in_name, in_reason: who does it and why, as
-- internal.audit_staff demands. in_cause: sent-to-wrong-person,
-- others-information or wrong-case. ret_outcome: new, or same: it was withdrawn
-- already. MS404 no such version; MS409 it was never published.

CREATE OR REPLACE FUNCTION api_desk.version_withdraw(in_unit text,
	in_role text, in_name text, in_reason text, in_version uuid, in_cause text)
RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	of_case constant uuid := (SELECT v.case_id FROM data.version v
		WHERE v.id = in_version);
BEGIN
	IF in_cause IS NULL OR in_cause NOT IN ('sent-to-wrong-person',
		'others-information', 'wrong-case')
	THEN
		PERFORM internal.fail('MS400', 'cause: sent-to-wrong-person, others-information or wrong-case');
	END IF;
	IF of_case IS NULL THEN
		PERFORM internal.fail('MS404', 'version: no such');
	END IF;
	PERFORM internal.audit_staff(in_unit, in_role, in_name, in_reason,
		'withdraw', of_case, in_version);
	RETURN QUERY SELECT CASE WHEN internal.withdraw(in_version,
			internal.clock(), in_cause, u.name) THEN 'new' ELSE 'same' END
		FROM data.unit u WHERE u.key = in_unit;
END
$$;

ALTER FUNCTION api_desk.version_withdraw(text, text, text, text, uuid, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_desk.version_withdraw(text, text, text, text, uuid,
	text) IS 'Takes a published version from view at once, with a cause.';
REVOKE ALL ON FUNCTION api_desk.version_withdraw(text, text, text, text, uuid,
	text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_desk.version_withdraw(text, text, text, text,
	uuid, text) TO minsag_admin;
