-- SPDX-License-Identifier: EUPL-1.2
-- The last proof of the log: when it was made, whether the log was whole, and
-- what was proved: from since to until, all of it between proved_from and at;
-- unsealed_since: since when the oldest row waits that no seal covered then, or
-- null. No row before the first. minsag-audit makes one a day.
--
-- The last by the order of recording: one that was written under a clock set
-- ahead silences none that comes after it. Rows from before the chain had
-- digests prove nothing of it and are passed over.

CREATE OR REPLACE FUNCTION internal.heartbeat()
	RETURNS TABLE (at timestamptz, whole boolean, since timestamptz,
		until timestamptz, proved_from timestamptz,
		unsealed_since timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT a.at, a.outcome = 'ok',
			(a.detail::jsonb ->> 'since')::timestamptz,
			(a.detail::jsonb ->> 'until')::timestamptz,
			(a.detail::jsonb ->> 'proved_from')::timestamptz,
			(a.detail::jsonb ->> 'unsealed_since')::timestamptz
		FROM data.audit a
		WHERE a.action = 'heartbeat' AND a.detail LIKE '{%'
		ORDER BY a.id DESC LIMIT 1;
END
$$;

-- Whether today, in Danish time, is without one.
CREATE OR REPLACE FUNCTION internal.heartbeat_due() RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN NOT EXISTS (SELECT FROM internal.heartbeat() last
		WHERE (last.at AT TIME ZONE 'Europe/Copenhagen')::date
			= (internal.clock() AT TIME ZONE 'Europe/Copenhagen')::date);
END
$$;

-- When a seal was last proved; null when none of them did.
CREATE OR REPLACE FUNCTION internal.heartbeat_of(in_seal bigint)
	RETURNS timestamptz
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN (SELECT each.at FROM (SELECT a.at, a.id,
				CASE WHEN a.detail LIKE '{%' THEN a.detail::jsonb END AS proved
			FROM data.audit a
			WHERE a.action = 'heartbeat' AND a.outcome = 'ok') each
		WHERE in_seal BETWEEN (each.proved -> 'from')::bigint
				AND (each.proved -> 'to')::bigint
			OR in_seal BETWEEN (each.proved -> 'again_from')::bigint
				AND (each.proved -> 'again_to')::bigint
		ORDER BY each.id DESC LIMIT 1);
END
$$;

ALTER FUNCTION internal.heartbeat() OWNER TO minsag_system;
ALTER FUNCTION internal.heartbeat_due() OWNER TO minsag_system;
ALTER FUNCTION internal.heartbeat_of(bigint) OWNER TO minsag_system;
COMMENT ON FUNCTION internal.heartbeat() IS
	'The last proof of the log: when, and what it proved.';
COMMENT ON FUNCTION internal.heartbeat_due() IS
	'Whether today is without a heartbeat.';
COMMENT ON FUNCTION internal.heartbeat_of(bigint) IS
	'When a seal was last proved.';
REVOKE ALL ON FUNCTION internal.heartbeat(), internal.heartbeat_due(),
	internal.heartbeat_of(bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.heartbeat() TO minsag_person, minsag_system;
GRANT EXECUTE ON FUNCTION internal.heartbeat_due(),
	internal.heartbeat_of(bigint) TO minsag_system;
