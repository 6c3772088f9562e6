-- SPDX-License-Identifier: EUPL-1.2
-- The rule for one person and one version: the empty array means yes, else all
-- reasons, among: not-a-party, not-published, withdrawn, withheld,
-- before-start, area-closed, kind-not-shown, unknown-value, or alone not-ready.
-- Nobody is a party to a version that does not exist.

CREATE OR REPLACE FUNCTION internal.visibility(in_person uuid, in_version uuid)
	RETURNS text[]
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN coalesce((SELECT v.reasons FROM internal.versions(in_person) v
		WHERE v.version_id = in_version), ARRAY['not-a-party']);
END
$$;

ALTER FUNCTION internal.visibility(uuid, uuid) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.visibility(uuid, uuid) IS
	'The rule for one person and one version: all reasons against.';
REVOKE ALL ON FUNCTION internal.visibility(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.visibility(uuid, uuid)
	TO minsag_person, minsag_system;
