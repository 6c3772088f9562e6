-- SPDX-License-Identifier: EUPL-1.2
-- Whether this citizen is a party to a case now, and so may look at it: the
-- look is audited as 'case', once a session and case however many answers it
-- takes, and nothing is written after the first. If not, the attempt is
-- audited as in_action and refused, and the caller returns no rows.
--
-- in_request_id: nginx's, or null.

CREATE OR REPLACE FUNCTION internal.case_mine(in_case uuid, in_action text,
	in_request_id text) RETURNS boolean
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
	IF EXISTS (SELECT FROM data.party p
		WHERE p.person_id = internal.person() AND p.case_id = in_case
			AND p.valid_from <= internal.clock()
			AND p.valid_to > internal.clock())
	THEN
		PERFORM internal.audit_add('case', 'ok', in_case, NULL, in_request_id,
			NULL);
		RETURN true;
	END IF;
	PERFORM internal.refuse_absent(in_action, in_case, NULL, NULL,
		in_request_id);
	RETURN false;
END
$$;

COMMENT ON FUNCTION internal.case_mine(uuid, text, text) IS
	'Whether this citizen is a party to a case now; audits it.';
REVOKE ALL ON FUNCTION internal.case_mine(uuid, text, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.case_mine(uuid, text, text)
	TO minsag_person;
