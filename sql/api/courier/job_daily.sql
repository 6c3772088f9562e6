-- SPDX-License-Identifier: EUPL-1.2
-- Adds today's jobs of the kinds that come every day: one a kind and day, its
-- key is the day. Any number of couriers may ask for them, any number of times;
-- a day on which none ran at all is left out.
--
-- in_kinds, in_minutes: in the same order, the kind and the minute of the
-- Danish day from which on it is due.

CREATE OR REPLACE FUNCTION api_courier.job_daily(in_kinds text[], in_minutes integer[])
	RETURNS TABLE (ret_ok boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	today constant date :=
		(internal.clock() AT TIME ZONE 'Europe/Copenhagen')::date;
BEGIN
	PERFORM internal.job_add(k.kind, to_char(today, 'YYYY-MM-DD'), NULL,
			(today + make_interval(mins => k.minute))
				AT TIME ZONE 'Europe/Copenhagen')
		FROM unnest(in_kinds, in_minutes) k (kind, minute)
		WHERE NOT EXISTS (SELECT FROM data.job j WHERE j.kind = k.kind
			AND j.key = to_char(today, 'YYYY-MM-DD'));
	RETURN QUERY SELECT true;
END
$$;

ALTER FUNCTION api_courier.job_daily(text[], integer[]) OWNER TO minsag_system;
COMMENT ON FUNCTION api_courier.job_daily(text[], integer[]) IS
	'Adds today''s jobs of the kinds that come every day.';
REVOKE ALL ON FUNCTION api_courier.job_daily(text[], integer[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_courier.job_daily(text[], integer[])
	TO minsag_courier;
