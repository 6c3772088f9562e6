-- SPDX-License-Identifier: EUPL-1.2
-- Holds a list's page to its limits: MS400 unless 1 to 101 rows (a page of
-- 100 and the row that tells that there is another page) and the two halves of
-- the place to go on from come together; else true.

CREATE OR REPLACE FUNCTION internal.page_check(in_limit integer, in_after_at timestamptz,
	in_after_id uuid) RETURNS boolean
LANGUAGE plpgsql IMMUTABLE
AS $$
BEGIN
	IF in_limit BETWEEN 1 AND 101
		AND (in_after_at IS NULL) = (in_after_id IS NULL)
	THEN
		RETURN true;
	END IF;
	PERFORM internal.fail('MS400', 'page: limit 1 to 101, after whole');
END
$$;

-- The place before the first row of a list in falling order.
CREATE OR REPLACE FUNCTION internal.last_id() RETURNS uuid
LANGUAGE sql IMMUTABLE PARALLEL SAFE
AS $$ SELECT 'ffffffff-ffff-ffff-ffff-ffffffffffff'::pg_catalog.uuid $$;

COMMENT ON FUNCTION internal.page_check(integer, timestamptz, uuid) IS
	'Holds a list''s page to its limits.';
COMMENT ON FUNCTION internal.last_id() IS
	'The place before the first row of a list in falling order.';
REVOKE ALL ON FUNCTION internal.page_check(integer, timestamptz, uuid)
	FROM PUBLIC;
REVOKE ALL ON FUNCTION internal.last_id() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.page_check(integer, timestamptz, uuid)
	TO minsag_person, minsag_system;
GRANT EXECUTE ON FUNCTION internal.last_id() TO minsag_person, minsag_system;
