-- SPDX-License-Identifier: EUPL-1.2
-- Makes a person a party to a case, or changes role, start or end.
--
-- in_cpr_hash, in_cpr_sealed: the CPR number as the program hashed and sealed
-- it; a person not known yet becomes known by them. in_valid_from, in_valid_to:
-- days in Denmark; the second is the last day, null while it lasts. Another
-- start is a correction (data.correction). ret_outcome: new, same
-- (nothing done) or changed. MS404 when there is no such case.

CREATE OR REPLACE FUNCTION api_import.party_put(in_case uuid, in_cpr_hash bytea,
	in_cpr_sealed bytea, in_role text, in_valid_from date, in_valid_to date)
	RETURNS TABLE (ret_outcome text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	person uuid;
	known data.party;
	begins constant timestamptz :=
		in_valid_from::timestamp AT TIME ZONE 'Europe/Copenhagen';
	ends constant timestamptz := coalesce((in_valid_to + 1)::timestamp
		AT TIME ZONE 'Europe/Copenhagen', 'infinity');
BEGIN
	IF NOT EXISTS (SELECT FROM data.case c WHERE c.id = in_case) THEN
		PERFORM internal.fail('MS404', 'case: no such case');
	END IF;
	PERFORM internal.case_lock(in_case);
	INSERT INTO data.person (cpr_hash, cpr_sealed)
		VALUES (in_cpr_hash, in_cpr_sealed)
		ON CONFLICT (cpr_hash) DO NOTHING;
	SELECT p.id INTO person FROM data.person p
		WHERE p.cpr_hash = in_cpr_hash;
	SELECT * INTO known FROM data.party p
		WHERE p.person_id = person AND p.case_id = in_case;
	IF (known.role, known.valid_from, known.valid_to) = (in_role, begins, ends)
	THEN
		RETURN QUERY SELECT 'same';
		RETURN;
	END IF;
	IF known.valid_from <> begins THEN
		PERFORM internal.correction_add('party-start', in_case, NULL, person,
			(known.valid_from AT TIME ZONE 'UTC')::text,
			(begins AT TIME ZONE 'UTC')::text);
	END IF;
	PERFORM internal.party_set(person, in_case, in_role, begins, ends);
	PERFORM internal.audit_system('party', person, in_case, NULL, in_role);
	RETURN QUERY SELECT CASE WHEN known.case_id IS NULL THEN 'new'
		ELSE 'changed' END;
END
$$;

ALTER FUNCTION api_import.party_put(uuid, bytea, bytea, text, date, date)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_import.party_put(uuid, bytea, bytea, text, date,
	date) IS
	'Makes a person a party to a case, or changes role, start or end.';
REVOKE ALL ON FUNCTION api_import.party_put(uuid, bytea, bytea, text,
	date, date) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_import.party_put(uuid, bytea, bytea, text,
	date, date) TO minsag_import;
