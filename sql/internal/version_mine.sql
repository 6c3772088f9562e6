-- SPDX-License-Identifier: EUPL-1.2
-- Asks the rule about a version for this citizen: true when it is shown. If
-- not, the attempt is audited as in_action and refused, and the caller returns
-- no rows: MS404 when it is not there for this citizen, MS403 when it is listed
-- but not shown.
--
-- in_request_id: nginx's, or null.

CREATE OR REPLACE FUNCTION internal.version_mine(in_version uuid, in_action text,
	in_request_id text) RETURNS boolean
LANGUAGE plpgsql VOLATILE
AS $$
DECLARE
	reasons constant text[] :=
		internal.visibility(internal.person(), in_version);
BEGIN
	IF reasons = '{}' THEN
		RETURN true;
	END IF;
	IF reasons && ARRAY['not-a-party', 'not-published'] THEN
		PERFORM internal.refuse_absent(in_action, NULL, NULL, in_version,
			in_request_id);
		RETURN false;
	END IF;
	PERFORM internal.audit_add(in_action, 'denied', (SELECT v.case_id
			FROM data.version v WHERE v.id = in_version), in_version,
		in_request_id, array_to_string(reasons, ' '));
	PERFORM internal.refuse('MS403',
		'visibility: ' || array_to_string(reasons, ' '));
	RETURN false;
END
$$;

COMMENT ON FUNCTION internal.version_mine(uuid, text, text) IS
	'Whether this citizen may read a version; audits a refusal.';
REVOKE ALL ON FUNCTION internal.version_mine(uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.version_mine(uuid, text, text)
	TO minsag_person;
