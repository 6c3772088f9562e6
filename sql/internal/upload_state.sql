-- SPDX-License-Identifier: EUPL-1.2
-- The one word that a citizen is told about an upload: receiving, received,
-- checking, on-case, rejected or expired.

CREATE OR REPLACE FUNCTION internal.upload_state(in_finished timestamptz,
	in_expires timestamptz, in_removed timestamptz, in_checking boolean,
	in_outcome text) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT CASE
		WHEN in_outcome = 'accepted' THEN 'on-case'
		WHEN in_outcome IS NOT NULL THEN 'rejected'
		WHEN in_finished IS NOT NULL AND in_checking THEN 'checking'
		WHEN in_finished IS NOT NULL THEN 'received'
		WHEN in_removed IS NOT NULL
			OR in_expires OPERATOR(pg_catalog.<=) internal.clock()
			THEN 'expired'
		ELSE 'receiving' END
$$;

COMMENT ON FUNCTION internal.upload_state(timestamptz, timestamptz,
	timestamptz, boolean, text) IS
	'The one word that a citizen is told about an upload.';
REVOKE ALL ON FUNCTION internal.upload_state(timestamptz, timestamptz,
	timestamptz, boolean, text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.upload_state(timestamptz, timestamptz,
	timestamptz, boolean, text) TO minsag_person;
