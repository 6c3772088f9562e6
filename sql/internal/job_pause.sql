-- SPDX-License-Identifier: EUPL-1.2
-- How long a job waits before it is tried again: in_least, doubled each time
-- up to in_most, and then somewhere between a half and the whole of it, so
-- that jobs which failed together do not come back together.
--
-- in_times: how often it has waited before.

CREATE OR REPLACE FUNCTION internal.job_pause(in_times integer, in_least interval,
	in_most interval) RETURNS interval
LANGUAGE sql VOLATILE
AS $$
	SELECT least(in_least * power(2, least(in_times, 20)), in_most)
		* (0.5 + random() / 2)
$$;

COMMENT ON FUNCTION internal.job_pause(integer, interval, interval) IS
	'How long a job waits before it is tried again.';
REVOKE ALL ON FUNCTION internal.job_pause(integer, interval, interval)
	FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.job_pause(integer, interval, interval)
	TO minsag_system;
