-- SPDX-License-Identifier: EUPL-1.2
-- What the SQL tests need once per database: pgTAP and helpers in schema tap,
-- and a clock that a test can set. Committed by tests/sql/run; only ever put
-- into a database made for tests.

CREATE SCHEMA IF NOT EXISTS tap;
CREATE EXTENSION IF NOT EXISTS pgtap WITH SCHEMA tap;
GRANT USAGE ON SCHEMA tap TO PUBLIC;
GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA tap TO PUBLIC;

-- A test's rows never stay, so what autovacuum would note of a table, while one
-- runs or between two, is that it is empty: and plans would depend on the hour.
DO $$
DECLARE
	each name;
BEGIN
	FOR each IN SELECT relname FROM pg_class
		WHERE relnamespace = 'data'::regnamespace AND relkind = 'r'
			AND reloptions IS NULL
	LOOP
		EXECUTE format('ALTER TABLE data.%I SET (autovacuum_enabled = false)',
			each);
	END LOOP;
END
$$;

-- Replaced once for all tests, so that two of them can run at once.
CREATE OR REPLACE FUNCTION internal.clock() RETURNS timestamptz
LANGUAGE sql STABLE PARALLEL SAFE
AS $$
	SELECT coalesce(nullif(pg_catalog.current_setting('tap.clock', true),
		'')::pg_catalog.timestamptz, pg_catalog.now())
$$;

-- A test is one transaction: what it does at another time of its clock counts
-- as another transaction.
CREATE OR REPLACE FUNCTION internal.transaction() RETURNS xid8
LANGUAGE sql STABLE
AS $$
	SELECT coalesce((extract(epoch FROM nullif(
			pg_catalog.current_setting('tap.clock', true), '')
				::pg_catalog.timestamptz) * 1000000)
			::bigint::text::pg_catalog.xid8,
		pg_catalog.pg_current_xact_id())
$$;

CREATE OR REPLACE FUNCTION internal.clock_running() RETURNS timestamptz
LANGUAGE sql VOLATILE PARALLEL SAFE
AS $$
	SELECT coalesce(nullif(pg_catalog.current_setting('tap.clock', true),
		'')::pg_catalog.timestamptz, pg_catalog.clock_timestamp())
$$;

-- A test is one transaction, so what it recorded counts as an earlier one's,
-- unless it asks for the function as it is (tests/sql/trace.sql).
CREATE OR REPLACE FUNCTION internal.committed_earlier(in_xid xid8)
	RETURNS boolean
LANGUAGE sql STABLE AS $$ SELECT in_xid IS NOT NULL $$;

-- Sets the clock until the transaction ends.
CREATE OR REPLACE FUNCTION tap.clock(in_at timestamptz) RETURNS text
LANGUAGE sql AS $$ SELECT set_config('tap.clock', in_at::text, true) $$;

-- The session key of one of the fixture's sessions.
CREATE OR REPLACE FUNCTION tap.key(in_name text) RETURNS bytea
LANGUAGE sql IMMUTABLE AS $$ SELECT sha256(in_name::bytea) $$;

-- The rows of a query as a role, as text; several rows have a line each.
CREATE OR REPLACE FUNCTION tap.rows(in_role text, in_sql text) RETURNS text
LANGUAGE plpgsql AS $$
DECLARE
	each record;
	lines text[] := '{}';
BEGIN
	EXECUTE format('SET LOCAL ROLE %I', in_role);
	FOR each IN EXECUTE in_sql LOOP
		lines := lines || each::text;
	END LOOP;
	RESET ROLE;
	RETURN array_to_string(lines, E'\n');
END
$$;

-- 'ok' or the SQLSTATE that a statement ends with, as a role.
CREATE OR REPLACE FUNCTION tap.attempt(in_role text, in_sql text)
	RETURNS text
LANGUAGE plpgsql AS $$
BEGIN
	EXECUTE format('SET LOCAL ROLE %I', in_role);
	EXECUTE in_sql;
	RESET ROLE;
	RETURN 'ok';
EXCEPTION WHEN OTHERS THEN
	RETURN SQLSTATE;
END
$$;

-- One test: no other program's role may call it.
CREATE OR REPLACE FUNCTION tap.only(in_role text, in_sql text) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.is((SELECT string_agg(role || ' ' || outcome, ', ')
		FROM (SELECT r.rolname AS role,
				tap.attempt(r.rolname, in_sql) AS outcome
			FROM pg_roles r
			WHERE r.rolname LIKE 'minsag\_%' AND r.rolcanlogin
				AND r.rolname <> in_role OFFSET 0) t
		WHERE outcome <> '42501'), NULL, 'no other program may call it')
$$;

-- Six tests of who may call a function: in_sql has %L for the session key.
CREATE OR REPLACE FUNCTION tap.gate(in_role text, in_sql text)
	RETURNS SETOF text
LANGUAGE plpgsql AS $$
DECLARE
	each text;
BEGIN
	RETURN NEXT tap.is(tap.attempt(in_role, format(in_sql, NULL)), 'MS401',
		'nobody: not logged in');
	FOREACH each IN ARRAY ARRAY['unknown', 'ended', 'idle', 'over'] LOOP
		RETURN NEXT tap.is(tap.attempt(in_role, format(in_sql,
			tap.key(each))), 'MS401', each || ' session: not logged in');
	END LOOP;
	RETURN NEXT tap.only(in_role, format(in_sql, tap.key('anna')));
END
$$;

-- A version with its bytes, not published.
CREATE OR REPLACE FUNCTION tap.version(in_document uuid, in_number integer,
	in_state text, in_content text) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
	bytes constant bytea := convert_to(in_content, 'UTF8');
	made constant uuid := internal.version_add(in_document, in_number,
		in_state, internal.clock(), 'text/plain', length(bytes), 1,
		sha256(bytes), 'fil-' || in_number || '.txt', in_content);
BEGIN
	PERFORM internal.version_append(made, 0, bytes);
	RETURN made;
END
$$;

-- The same, published at the test's clock.
CREATE OR REPLACE FUNCTION tap.published(in_document uuid, in_number integer,
	in_state text, in_content text) RETURNS uuid
LANGUAGE plpgsql AS $$
DECLARE
	made constant uuid := tap.version(in_document, in_number, in_state,
		in_content);
BEGIN
	PERFORM internal.publish(made, internal.clock(), 'Sagsbehandler');
	RETURN made;
END
$$;
