-- SPDX-License-Identifier: EUPL-1.2
-- Whether a version is what this person has added to the case: no news to
-- them.

CREATE OR REPLACE FUNCTION internal.upload_own(in_person uuid, in_version uuid)
	RETURNS boolean
LANGUAGE sql STABLE
AS $$
	SELECT EXISTS (SELECT FROM data.upload_verdict t
		JOIN data.upload u ON u.id = t.upload_id
		WHERE t.version_id = in_version AND u.person_id = in_person)
$$;

COMMENT ON FUNCTION internal.upload_own(uuid, uuid) IS
	'Whether a version is what this person has added to the case.';
REVOKE ALL ON FUNCTION internal.upload_own(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.upload_own(uuid, uuid) TO minsag_system;
