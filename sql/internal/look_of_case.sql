-- SPDX-License-Identifier: EUPL-1.2
-- Whether a row of the audit is one that the list of looks at this case shows to
-- the citizen of this transaction: what they can ask about. Asked of the list
-- itself (internal.looks), so that of no other row it tells that it is there.

CREATE OR REPLACE FUNCTION internal.look_of_case(in_audit bigint, in_case uuid)
	RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN EXISTS (SELECT FROM data.audit a
			CROSS JOIN LATERAL internal.looks(in_case, NULL, NULL, NULL, a.at,
				'infinity', a.at, a.id + 1, 1) l
		WHERE a.id = in_audit AND l.id = in_audit);
END
$$;

ALTER FUNCTION internal.look_of_case(bigint, uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.look_of_case(bigint, uuid) IS
	'Whether a row of the audit is one that the list of looks shows.';
REVOKE ALL ON FUNCTION internal.look_of_case(bigint, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.look_of_case(bigint, uuid)
	TO minsag_person;
