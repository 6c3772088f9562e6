-- SPDX-License-Identifier: EUPL-1.2
-- For whom this transaction runs, as internal.session_enter has set it; null
-- when it has not, and then no policy lets a row through. A worker may write
-- the setting, but reaches no table with it: each function it can call enters
-- a session first, which writes it again.

CREATE OR REPLACE FUNCTION internal.person() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT nullif(pg_catalog.current_setting('minsag.person', true),
		'')::pg_catalog.uuid
$$;

CREATE OR REPLACE FUNCTION internal.session() RETURNS uuid
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT nullif(pg_catalog.current_setting('minsag.session', true),
		'')::pg_catalog.uuid
$$;

COMMENT ON FUNCTION internal.person() IS 'The citizen of this transaction.';
COMMENT ON FUNCTION internal.session() IS 'The session of this transaction.';
REVOKE ALL ON FUNCTION internal.person() FROM PUBLIC;
REVOKE ALL ON FUNCTION internal.session() FROM PUBLIC;
GRANT EXECUTE ON FUNCTION internal.person() TO minsag_person, minsag_system,
	minsag_receiver;
GRANT EXECUTE ON FUNCTION internal.session() TO minsag_person, minsag_system;
