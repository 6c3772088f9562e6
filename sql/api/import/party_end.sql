-- SPDX-License-Identifier: EUPL-1.2
-- Ends a party sooner than is known: the part of a party's line that shows less,
-- whatever else in it is right or wrong.
--
-- in_valid_to: the last day in Denmark. ret_outcome: changed, or same: no such
-- party, or it ends by then already.

CREATE OR REPLACE FUNCTION api_import.party_end(in_case uuid, in_cpr_hash bytea,
	in_valid_to date)
	RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	known data.party;
	ends constant timestamptz := (in_valid_to + 1)::timestamp
		AT TIME ZONE 'Europe/Copenhagen';
BEGIN
	PERFORM internal.case_lock(in_case);
	SELECT p.* INTO known
		FROM data.party p JOIN data.person q ON q.id = p.person_id
		WHERE p.case_id = in_case AND q.cpr_hash = in_cpr_hash;
	IF NOT FOUND OR known.valid_to <= ends THEN
		RETURN QUERY SELECT 'same';
		RETURN;
	END IF;
	PERFORM internal.party_set(known.person_id, in_case, known.role,
		known.valid_from, ends);
	PERFORM internal.audit_system('party', known.person_id, in_case, NULL,
		known.role);
	RETURN QUERY SELECT 'changed';
END
$$;

ALTER FUNCTION api_import.party_end(uuid, bytea, date) OWNER TO
	minsag_system;
COMMENT ON FUNCTION api_import.party_end(uuid, bytea, date) IS
	'Ends a party sooner than is known.';
REVOKE ALL ON FUNCTION api_import.party_end(uuid, bytea, date) FROM
	PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.party_end(uuid, bytea, date) TO
	minsag_import;
