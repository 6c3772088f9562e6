-- SPDX-License-Identifier: EUPL-1.2
-- The day's proof of the log: one row a day, in Danish time, also when several
-- hosts have proved it; the first counts.
--
-- in_whole: whether all that was looked at holds. in_number, in_hash: the last
-- seal that was proved, and its chain hash; of a broken chain the first seal that
-- does not hold. in_from: the first seal that was new, in_number + 1 when none
-- was; in_again_from, in_again_to: those that were proved again, or null. Returns
-- whether this was the first.
--
-- The row's detail says in JSON what was proved: from, to, hash, again_from,
-- again_to; when the log begins (since) and up to when it was proved (until);
-- when the seal whose proof is oldest was last proved (proved_from); and since
-- when the oldest row waits that no seal covers (unsealed_since). The seals are
-- proved again in turn, so the next in turn has the oldest proof.

CREATE OR REPLACE FUNCTION api_audit.heartbeat(in_whole boolean, in_number bigint,
	in_hash bytea, in_from bigint DEFAULT NULL,
	in_again_from bigint DEFAULT NULL, in_again_to bigint DEFAULT NULL)
	RETURNS TABLE (ret_first boolean)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	turn constant bigint := CASE WHEN in_again_to < in_number
		THEN in_again_to + 1 ELSE 1 END;
	proved jsonb;
BEGIN
	IF in_whole IS NULL OR in_number IS NULL OR in_number < 0
		OR length(in_hash) IS DISTINCT FROM 32
		OR in_whole AND in_from IS NULL
		OR (in_again_from IS NULL) <> (in_again_to IS NULL)
	THEN
		PERFORM internal.fail('MS400', 'heartbeat: a seal and its hash');
	END IF;
	PERFORM pg_advisory_xact_lock(hashtextextended('minsag heartbeat', 0));
	IF NOT internal.heartbeat_due() THEN
		RETURN QUERY SELECT false;
		RETURN;
	END IF;
	proved := CASE WHEN in_whole THEN jsonb_build_object('from', in_from,
			'to', in_number, 'hash', encode(in_hash, 'hex'),
			'again_from', in_again_from, 'again_to', in_again_to)
		ELSE jsonb_build_object('broken', in_number) END;
	IF in_whole THEN
		proved := proved || jsonb_build_object(
			'since', (SELECT s.sealed_at FROM data.audit_seal s
				WHERE s.number = 1),
			'until', (SELECT s.sealed_at FROM data.audit_seal s
				WHERE s.number = in_number),
			'proved_from', CASE WHEN turn BETWEEN in_from AND in_number
					OR turn BETWEEN in_again_from AND in_again_to
				THEN internal.clock() ELSE internal.heartbeat_of(turn) END);
	END IF;
	INSERT INTO data.audit (at, actor, action, outcome, detail, purpose)
		VALUES (internal.clock(), 'system', 'heartbeat',
			CASE WHEN in_whole THEN 'ok' ELSE 'broken' END,
			jsonb_strip_nulls(proved || jsonb_build_object(
				'unsealed_since', internal.audit_unsealed_at()))::text,
			'whole-log');
	RETURN QUERY SELECT true;
END
$$;

ALTER FUNCTION api_audit.heartbeat(boolean, bigint, bytea, bigint, bigint,
	bigint) OWNER TO minsag_system;
COMMENT ON FUNCTION api_audit.heartbeat(boolean, bigint, bytea, bigint, bigint,
	bigint) IS 'The day''s proof of the log.';
REVOKE ALL ON FUNCTION api_audit.heartbeat(boolean, bigint, bytea, bigint,
	bigint, bigint) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_audit.heartbeat(boolean, bigint, bytea, bigint,
	bigint, bigint) TO minsag_audit;
