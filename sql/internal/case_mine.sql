-- SPDX-License-Identifier: EUPL-1.2
-- Whether this citizen is a party to a case now; if not, that is audited and
-- refused, and the caller returns no rows.

CREATE FUNCTION internal.case_mine(in_case uuid, in_action text)
	RETURNS boolean
LANGUAGE plpgsql VOLATILE
AS $$
BEGIN
	IF EXISTS (SELECT FROM data.party p
		WHERE p.person_id = internal.person() AND p.case_id = in_case
			AND p.valid_from <= internal.clock()
			AND p.valid_to > internal.clock())
	THEN
		RETURN true;
	END IF;
	PERFORM internal.refuse_absent(in_action, in_case, NULL, NULL, NULL);
	RETURN false;
END
$$;

COMMENT ON FUNCTION internal.case_mine(uuid, text) IS
	'Whether this citizen is a party to a case now; else refuses.';
REVOKE ALL ON FUNCTION internal.case_mine(uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.case_mine(uuid, text) TO minsag_person;
