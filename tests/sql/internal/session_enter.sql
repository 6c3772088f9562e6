-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a session key becomes a person only while the session lives, and reading writes nothing but a move of the limit once a minute.

BEGIN;
\ir ../fixture.sql
SELECT plan(17);

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

SELECT * FROM finish();
ROLLBACK;
