-- SPDX-License-Identifier: EUPL-1.2
-- Makes a person a party to a case, or changes role, start or end. What they
-- have been shown stays on record whatever becomes of them.
--
-- in_valid_to: null while it lasts. A start that is still to come is seen to by
-- the job party-start. MS404: no such case.

CREATE OR REPLACE FUNCTION internal.party_set(in_person uuid, in_case uuid, in_role text,
	in_valid_from timestamptz, in_valid_to timestamptz) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF NOT internal.case_lock(in_case) THEN
		PERFORM internal.fail('MS404', 'party: no such case');
	END IF;
	INSERT INTO data.party (person_id, case_id, role, valid_from, valid_to,
			latest_at, latest_what)
		SELECT in_person, c.id, in_role, in_valid_from,
			coalesce(in_valid_to, 'infinity'), c.latest_at, c.latest_what
		FROM data.case c WHERE c.id = in_case
		ON CONFLICT (person_id, case_id) DO UPDATE
			SET role = excluded.role, valid_from = excluded.valid_from,
				valid_to = excluded.valid_to
			WHERE (party.role, party.valid_from, party.valid_to)
				<> (excluded.role, excluded.valid_from, excluded.valid_to);
	IF in_valid_from > internal.clock() THEN
		PERFORM internal.job_add('party-start', format('%s %s %s', in_case,
			in_person, in_valid_from), in_case, in_valid_from);
	END IF;
	PERFORM internal.showing_refresh(in_case, NULL);
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
