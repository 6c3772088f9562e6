-- SPDX-License-Identifier: EUPL-1.2
-- The number of this transaction. What bears another one and can be seen was
-- committed before. A function of its own, so that a test can move it with the
-- clock inside its one transaction.

CREATE OR REPLACE FUNCTION internal.transaction() RETURNS xid8
LANGUAGE sql STABLE
AS 'SELECT pg_catalog.pg_current_xact_id()';

COMMENT ON FUNCTION internal.transaction() IS
	'The number of this transaction.';
REVOKE ALL ON FUNCTION internal.transaction() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.transaction() TO minsag_person,
	minsag_system;
