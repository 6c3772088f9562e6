-- SPDX-License-Identifier: EUPL-1.2
-- The one clock. Every function asks it, never now(), so that a test can move
-- time by replacing it inside its transaction.
--
-- clock: the time of this transaction, the same for all that it does.
-- clock_running: the time at this moment, which goes on in it.

CREATE OR REPLACE FUNCTION internal.clock() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
AS 'SELECT pg_catalog.now()';

CREATE OR REPLACE FUNCTION internal.clock_running() RETURNS timestamptz
LANGUAGE sql VOLATILE PARALLEL SAFE
AS 'SELECT pg_catalog.clock_timestamp()';

COMMENT ON FUNCTION internal.clock() IS 'The time of this transaction.';
COMMENT ON FUNCTION internal.clock_running() IS 'The time at this moment.';
REVOKE ALL ON FUNCTION internal.clock() FROM PUBLIC;
REVOKE ALL ON FUNCTION internal.clock_running() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.clock() TO minsag_person, minsag_system,
	minsag_receiver;
GRANT EXECUTE ON FUNCTION internal.clock_running() TO minsag_system;
