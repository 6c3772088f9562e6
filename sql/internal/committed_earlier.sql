-- SPDX-License-Identifier: EUPL-1.2
-- Whether a row that the caller sees was committed by an earlier transaction
-- than this one. SECURITY: what tells of a look must stand before bytes or text
-- leave, also when a worker that was taken over calls inside a transaction of
-- its own that it never commits: a function sees its own transaction's rows, so
-- seeing the row is not enough.
--
-- in_xid: the row's transaction, as pg_current_xact_id() numbered it: that of
-- the whole transaction, also behind a savepoint. Begins none.

CREATE OR REPLACE FUNCTION internal.committed_earlier(in_xid xid8) RETURNS boolean
LANGUAGE sql STABLE
AS $$
	SELECT in_xid IS NOT NULL
		AND in_xid IS DISTINCT FROM pg_catalog.pg_current_xact_id_if_assigned()
$$;

COMMENT ON FUNCTION internal.committed_earlier(xid8) IS
	'Whether a row was committed by an earlier transaction than this one.';
REVOKE ALL ON FUNCTION internal.committed_earlier(xid8) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.committed_earlier(xid8)
	TO minsag_person, minsag_system;
