-- SPDX-License-Identifier: EUPL-1.2
-- The digest of a row of the audit that is about to be written: what the trigger
-- of data.audit puts beside it.
--
-- MS503 while transactions count lower than the last seal's end, as they do in a
-- database that was restored from a dump: what were written now would belong
-- into a range that is sealed. They must first be moved on (pg_resetwal -x). The
-- last seal is found by its index, also by a plan that was made while there were
-- few.

CREATE OR REPLACE FUNCTION internal.audit_digest(in_row data.audit)
	RETURNS bytea
LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, pg_temp
SET enable_seqscan = off
AS $$
BEGIN
	IF in_row.xid < (SELECT s.before_xid FROM data.audit_seal s
		ORDER BY s.number DESC LIMIT 1)
	THEN
		PERFORM internal.fail('MS503',
			'audit: transactions count lower than the last seal');
	END IF;
	RETURN internal.audit_row_hash(in_row);
END
$$;

COMMENT ON FUNCTION internal.audit_digest(data.audit) IS
	'The digest of a row of the audit that is about to be written.';
REVOKE ALL ON FUNCTION internal.audit_digest(data.audit) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.audit_digest(data.audit) TO minsag_system;
