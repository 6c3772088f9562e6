-- SPDX-License-Identifier: EUPL-1.2
-- The one clock. Every function asks it, never now(), so that a test can move
-- time by replacing it inside its transaction.

CREATE OR REPLACE FUNCTION internal.clock() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
AS 'SELECT pg_catalog.now()';

COMMENT ON FUNCTION internal.clock() IS 'The time of this transaction.';
REVOKE ALL ON FUNCTION internal.clock() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.clock() TO minsag_person, minsag_system,
	minsag_receiver;
