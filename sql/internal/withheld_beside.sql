-- SPDX-License-Identifier: EUPL-1.2
-- Whether what is withheld from one party is withheld from another beside them:
-- of the two one is a guardian and the other is not. The tables do not know
-- whose guardian someone is, so it is everybody's of the case; and where a role
-- is not known, it is.
--
-- in_person: from whom it is withheld; in_role: the other's. Owned by
-- minsag_system, because row-level security leaves a citizen their own role.

CREATE OR REPLACE FUNCTION internal.withheld_beside(in_case uuid,
	in_person uuid, in_role text) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN coalesce((SELECT (p.role = 'guardian') <> (in_role = 'guardian')
		FROM data.party p
		WHERE p.case_id = in_case AND p.person_id = in_person), true);
END
$$;

ALTER FUNCTION internal.withheld_beside(uuid, uuid, text)
	OWNER TO minsag_system;
COMMENT ON FUNCTION internal.withheld_beside(uuid, uuid, text) IS
	'Whether what is withheld from one party is from another beside them.';
REVOKE ALL ON FUNCTION internal.withheld_beside(uuid, uuid, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.withheld_beside(uuid, uuid, text)
	TO minsag_person, minsag_system;
