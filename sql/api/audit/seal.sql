-- SPDX-License-Identifier: EUPL-1.2
-- Seals the audit rows that came since: one link of the hash chain.
--
-- A row bears the number of the transaction that wrote it. The seal covers the
-- transactions from the last seal's end up to the oldest one that is still
-- running: all of them have ended, so their rows are all here and none can come
-- any more. Rows of longer ones wait for a later seal. So nobody waits: writers
-- not for the sealer, the sealer not for writers, and of two sealers one gives
-- up (MS503). A seal without rows says that the sealing went on. The forms are
-- in sql/internal/audit_canonical.sql. Refusals without a row are told of first
-- (internal.refusal_tell).
--
-- ret_waits_s: for how long the oldest row that no seal covers has waited, in
-- seconds; null when none waits. With it, whose transaction holds it back:
-- ret_pid (null: a prepared one) and ret_role, and ret_behind, how many
-- transactions have begun since.
--
-- MS409 when transactions count lower than the last seal: a database restored
-- from a dump, whose numbers must first be moved on (pg_resetwal -x).

CREATE OR REPLACE FUNCTION api_audit.seal()
	RETURNS TABLE (ret_number bigint, ret_rows bigint, ret_chain_hash bytea,
		ret_waits_s bigint, ret_pid integer, ret_role text,
		ret_behind bigint)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
	last data.audit_seal;
	until xid8;
	next data.audit_seal;
BEGIN
	IF NOT pg_try_advisory_xact_lock(hashtextextended('minsag audit seal', 0))
	THEN
		PERFORM internal.fail('MS503', 'another one is sealing');
	END IF;
	SELECT * INTO last FROM data.audit_seal s ORDER BY s.number DESC LIMIT 1;
	PERFORM internal.refusal_tell();
	-- A statement of its own, after the lock: it sees the last seal.
	until := pg_snapshot_xmin(pg_current_snapshot());
	next.number := coalesce(last.number, 0) + 1;
	next.sealed_at := internal.clock();
	next.from_xid := coalesce(last.before_xid, '0'::xid8);
	next.before_xid := until;
	IF next.before_xid < next.from_xid THEN
		PERFORM internal.fail('MS409',
			'transactions count lower than the last seal');
	END IF;
	SELECT count(*), sha256(coalesce(string_agg(a.digest, ''::bytea
			ORDER BY a.xid, a.id), ''::bytea))
		INTO next.rows, next.rows_hash
		FROM data.audit a
		WHERE a.xid >= next.from_xid AND a.xid < next.before_xid;
	next.chain_hash := internal.audit_chain_hash(next.number, next.sealed_at,
		next.from_xid, next.before_xid, next.rows, next.rows_hash,
		coalesce(last.chain_hash, decode(repeat('00', 32), 'hex')));
	INSERT INTO data.audit_seal SELECT next.*;
	ret_number := next.number;
	ret_rows := next.rows;
	ret_chain_hash := next.chain_hash;
	ret_waits_s := extract(epoch FROM internal.clock()
		- internal.audit_unsealed_at());
	IF ret_waits_s IS NOT NULL THEN
		-- The server tells numbers of running transactions in 32 bits.
		SELECT s.pid, s.usename INTO ret_pid, ret_role
			FROM pg_stat_activity s
			WHERE s.backend_xid::text::bigint = until::text::bigint % 4294967296
				AND s.pid <> pg_backend_pid();
		ret_behind := pg_snapshot_xmax(pg_current_snapshot())::text::bigint
			- until::text::bigint;
	END IF;
	RETURN NEXT;
END
$$;

ALTER FUNCTION api_audit.seal() OWNER TO minsag_system;
COMMENT ON FUNCTION api_audit.seal() IS
	'Seals the audit rows that came since.';
REVOKE ALL ON FUNCTION api_audit.seal() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_audit.seal() TO minsag_audit;
