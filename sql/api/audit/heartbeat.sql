-- SPDX-License-Identifier: EUPL-1.2
-- The day's proof of the log: one row a day, in Danish time, also when several
-- hosts have proved it; the first counts.
--
-- in_whole: whether all that was looked at holds. in_number, in_hash: the last
-- seal that was proved, and its chain hash; of a broken chain the first seal that
-- does not hold. Returns whether this was the first.

CREATE OR REPLACE FUNCTION api_audit.heartbeat(in_whole boolean, in_number bigint,
	in_hash bytea) RETURNS TABLE (ret_first boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	IF in_whole IS NULL OR in_number IS NULL OR in_number < 0
		OR length(in_hash) IS DISTINCT FROM 32
	THEN
		PERFORM internal.fail('MS400', 'heartbeat: a seal and its hash');
	END IF;
	INSERT INTO data.audit (at, actor, action, outcome, detail, purpose)
		VALUES (internal.clock(), 'system', 'heartbeat',
			CASE WHEN in_whole THEN 'ok' ELSE 'broken' END,
			in_number || CASE WHEN in_whole
				THEN ':' || encode(in_hash, 'hex') ELSE '' END,
			'whole-log')
		ON CONFLICT DO NOTHING;
	RETURN QUERY SELECT FOUND;
END
$$;

ALTER FUNCTION api_audit.heartbeat(boolean, bigint, bytea)
	OWNER TO minsag_system;
COMMENT ON FUNCTION api_audit.heartbeat(boolean, bigint, bytea) IS
	'The day''s proof of the log.';
REVOKE ALL ON FUNCTION api_audit.heartbeat(boolean, bigint, bytea) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_audit.heartbeat(boolean, bigint, bytea)
	TO minsag_audit;
