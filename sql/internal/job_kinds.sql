-- SPDX-License-Identifier: EUPL-1.2
-- The kinds of jobs that there are, as fcgi/courier/kinds.c has them
-- (tests/lint/run compares the two).

CREATE OR REPLACE FUNCTION internal.job_kinds() RETURNS text[]
LANGUAGE sql IMMUTABLE
AS $$
	SELECT '{scan,notice,receipts,area,deadline,party-start,sweep}'::text[]
$$;

COMMENT ON FUNCTION internal.job_kinds() IS 'The kinds of jobs.';
REVOKE ALL ON FUNCTION internal.job_kinds() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.job_kinds() TO minsag_system;
