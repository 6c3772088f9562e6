-- SPDX-License-Identifier: EUPL-1.2
-- The seals after a number, in order: what verify reads first.

CREATE OR REPLACE FUNCTION api_audit.seal_list(in_after bigint, in_limit integer)
	RETURNS TABLE (ret_number bigint, ret_sealed_at timestamptz,
		ret_from_xid bigint, ret_before_xid bigint, ret_rows bigint,
		ret_rows_hash bytea, ret_chain_hash bytea)
LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
	RETURN QUERY SELECT s.number, s.sealed_at, s.from_xid::text::bigint,
			s.before_xid::text::bigint, s.rows, s.rows_hash, s.chain_hash
		FROM data.audit_seal s
		WHERE s.number > in_after
		ORDER BY s.number
		LIMIT least(in_limit, 1000);
END
$$;

ALTER FUNCTION api_audit.seal_list(bigint, integer) OWNER TO minsag_system;
COMMENT ON FUNCTION api_audit.seal_list(bigint, integer) IS
	'The seals after a number, in order.';
REVOKE ALL ON FUNCTION api_audit.seal_list(bigint, integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION api_audit.seal_list(bigint, integer) TO minsag_audit;
