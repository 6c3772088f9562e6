-- SPDX-License-Identifier: EUPL-1.2
-- Makes a person a party to a case, or changes role or end. The start stays
-- as it was first told. in_valid_to: null while it lasts. MS404: no such case.

CREATE OR REPLACE FUNCTION internal.party_set(in_person uuid, in_case uuid, in_role text,
	in_valid_from timestamptz, in_valid_to timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	INSERT INTO data.party (person_id, case_id, role, valid_from, valid_to,
			latest_at)
		SELECT in_person, c.id, in_role, in_valid_from,
			coalesce(in_valid_to, 'infinity'), c.latest_at
		FROM data.case c WHERE c.id = in_case
		ON CONFLICT (person_id, case_id) DO UPDATE
			SET role = excluded.role, valid_to = excluded.valid_to
			WHERE (party.role, party.valid_to)
				<> (excluded.role, excluded.valid_to);
	IF NOT EXISTS (SELECT FROM data.party p
		WHERE p.person_id = in_person AND p.case_id = in_case)
	THEN
		PERFORM internal.fail('MS404', 'party: no such case');
	END IF;
	PERFORM internal.unread_refresh(in_case, NULL);
END
$$;

ALTER FUNCTION internal.party_set(uuid, uuid, text, timestamptz, timestamptz)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.party_set(uuid, uuid, text, timestamptz,
	timestamptz) IS 'Makes a person a party to a case, or changes role or end.';
REVOKE ALL ON FUNCTION internal.party_set(uuid, uuid, text, timestamptz,
	timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.party_set(uuid, uuid, text, timestamptz,
	timestamptz) TO minsag_system;
