-- SPDX-License-Identifier: EUPL-1.2
-- A time as RFC 3339 has it, in UTC.

CREATE OR REPLACE FUNCTION internal.time_text(in_at timestamptz) RETURNS text
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT to_char(in_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
$$;

COMMENT ON FUNCTION internal.time_text(timestamptz) IS
	'A time as RFC 3339 has it, in UTC.';
REVOKE ALL ON FUNCTION internal.time_text(timestamptz) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.time_text(timestamptz) TO minsag_system;
