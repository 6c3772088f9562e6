-- SPDX-License-Identifier: EUPL-1.2
-- The end of the chain, to be kept where the database is not: who holds it can
-- prove later that nothing was cut off.
--
-- ret_waiting: rows that no seal covers yet. No row before the first seal.

CREATE OR REPLACE FUNCTION api_audit.head()
	RETURNS TABLE (ret_number bigint, ret_sealed_at timestamptz,
		ret_chain_hash bytea, ret_waiting bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT s.number, s.sealed_at, s.chain_hash,
			(SELECT count(*) FROM data.audit a WHERE a.xid >= s.before_xid)
		FROM data.audit_seal s
		ORDER BY s.number DESC
		LIMIT 1;
END
$$;

ALTER FUNCTION api_audit.head() OWNER TO minsag_system;
COMMENT ON FUNCTION api_audit.head() IS
	'The end of the chain.';
REVOKE ALL ON FUNCTION api_audit.head() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_audit.head() TO minsag_audit;
