-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a session key becomes a person only while the session lives, and reading writes nothing but a move of the limit once a minute.

BEGIN;
\ir ../fixture.sql
SELECT plan(21);

CREATE FUNCTION pg_temp.idle_until() RETURNS timestamptz LANGUAGE sql
	AS $$ SELECT idle_until FROM data.session WHERE session_index = 'anna' $$;
SELECT throws_ok(format('SELECT internal.session_enter(%L, true)', key), 'MS401',
	'session: unknown, ended or expired', about) FROM (VALUES
	(NULL, 'no key'), (''::bytea, 'empty key'), (key('nobody'), 'unknown'),
	(sha256(key('anna')), 'the stored hash is not the key'),
	(key('ended'), 'ended'), (key('idle'), 'slid out'),
	(key('over'), 'past the absolute limit')) t (key, about);
SELECT is(internal.session_enter(key('anna'), false),
	'5e000000-0000-4000-8000-000000000001'::uuid, 'its id');
SELECT is(internal.person(), :'anna'::uuid, 'the person is set');
SELECT is(internal.session(), '5e000000-0000-4000-8000-000000000001'::uuid,
	'and the session');
SELECT throws_ok(format('SELECT internal.session_enter(%L, true)',
	key('ended')), 'MS401', NULL, 'a forged setting does not help');

-- Last moved at 10:00, to 10:30.
SELECT clock('2026-03-10 10:00:59+01') \g /dev/null
SELECT internal.session_enter(key('anna'), true) \g /dev/null
SELECT is(pg_temp.idle_until(), '2026-03-10 10:30+01', 'not within a minute');
SELECT clock('2026-03-10 10:01+01') \g /dev/null
SELECT internal.session_enter(key('anna'), false) \g /dev/null
SELECT is(pg_temp.idle_until(), '2026-03-10 10:30+01', 'not when not sliding');
SELECT internal.session_enter(key('anna'), true) \g /dev/null
SELECT is(pg_temp.idle_until(), '2026-03-10 10:31+01', 'after a minute');
UPDATE data.session SET idle_until = '2026-03-10 16:50+01'
	WHERE session_index = 'anna';
SELECT clock('2026-03-10 16:45+01') \g /dev/null
SELECT internal.session_enter(key('anna'), true) \g /dev/null
SELECT is(pg_temp.idle_until(), '2026-03-10 17:00+01',
	'never past the absolute limit');
SELECT clock('2026-03-10 16:59:59+01') \g /dev/null
SELECT lives_ok(format('SELECT internal.session_enter(%L, true)', key('anna')),
	'the last second');
SELECT clock('2026-03-10 17:00+01') \g /dev/null
SELECT throws_ok(format('SELECT internal.session_enter(%L, true)',
	key('anna')), 'MS401', NULL, 'and no longer');

-- Time does not stand still in a transaction or statement that is held open.
SELECT set_config('tap.clock', '', true) \g /dev/null
UPDATE data.session SET idle_until = clock_timestamp() + interval '1 s',
	until = clock_timestamp() + interval '1 h' WHERE session_index = 'anna';
CREATE FUNCTION pg_temp.me() RETURNS text LANGUAGE sql VOLATILE AS $$
	SELECT tap.attempt('minsag_citizen', format('SELECT api_citizen.me(%L)',
		tap.key('anna')))
$$;
CREATE FUNCTION pg_temp.me_late(in_wait double precision) RETURNS text
LANGUAGE plpgsql VOLATILE AS $$
BEGIN
	PERFORM pg_sleep(in_wait);
	RETURN pg_temp.me();
END
$$;
SELECT is(pg_temp.me() || ' ' || pg_temp.me_late(1.1), 'ok MS401',
	'a session that slides out within a statement is over');
UPDATE data.session SET idle_until = clock_timestamp() + interval '1 m'
	WHERE session_index = 'anna';
CREATE OR REPLACE FUNCTION internal.clock() RETURNS timestamptz LANGUAGE sql
	STABLE AS 'SELECT pg_catalog.now() - interval ''61 s''';
SELECT is(pg_temp.me(), 'MS503', 'in a transaction that is a minute old nothing');
CREATE OR REPLACE FUNCTION internal.clock() RETURNS timestamptz LANGUAGE sql
	STABLE AS 'SELECT pg_catalog.now()';
SELECT is(pg_temp.me(), 'ok', 'one that lives');
UPDATE data.session SET ended_at = clock_timestamp(), ended_by = 'citizen'
	WHERE session_index = 'anna';
SELECT is(pg_temp.me(), 'MS401', 'is over when it has ended');

SELECT * FROM finish();
ROLLBACK;
