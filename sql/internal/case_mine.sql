-- SPDX-License-Identifier: EUPL-1.2
-- Whether this citizen is a party to a case now, and so may look at it, and the
-- look is on record as 'case' (internal.look): once a session and case however
-- many answers it takes, and nothing is written after the first. If they are no
-- party, the attempt is audited as in_action and refused. When it is false the
-- caller returns no rows.
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
		RETURN internal.look('case', in_case, NULL, in_request_id, NULL);
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
