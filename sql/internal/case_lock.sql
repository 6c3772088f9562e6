-- SPDX-License-Identifier: EUPL-1.2
-- Whoever changes what is shown of a case, or when, waits here for the others,
-- before reading what the decision depends on. Two at once would each decide
-- without the other's rows: a withholding that does not see what is just being
-- published, a publication that does not see that it is being withheld.
--
-- The case first, then its area, against a change of the area that commits in
-- between; parties after it, in the order of persons. Readers of the case are
-- not held up. Until the transaction ends. False: no such case.

CREATE OR REPLACE FUNCTION internal.case_lock(in_case uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	area text;
BEGIN
	SELECT c.area_key INTO area FROM data.case c WHERE c.id = in_case
		FOR NO KEY UPDATE;
	PERFORM FROM data.area a WHERE a.key = area FOR SHARE;
	RETURN area IS NOT NULL;
END
$$;

ALTER FUNCTION internal.case_lock(uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.case_lock(uuid) IS
	'The lock of all that changes what is shown of a case.';
REVOKE ALL ON FUNCTION internal.case_lock(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.case_lock(uuid) TO minsag_system;
