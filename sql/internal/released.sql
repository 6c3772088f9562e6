-- SPDX-License-Identifier: EUPL-1.2
-- Whether what a citizen added was released to the other parties. Asked by the
-- rule, and by the policy that comes before it, for what others added alone.

CREATE OR REPLACE FUNCTION internal.released(in_version uuid) RETURNS boolean
LANGUAGE sql STABLE
SET search_path = pg_catalog, pg_temp
AS $$
	SELECT EXISTS (SELECT FROM data.upload_release r
		WHERE r.version_id = in_version)
$$;

COMMENT ON FUNCTION internal.released(uuid) IS
	'Whether what a citizen added was released to the other parties.';
REVOKE ALL ON FUNCTION internal.released(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.released(uuid)
	TO minsag_person, minsag_system;
