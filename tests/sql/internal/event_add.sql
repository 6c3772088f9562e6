-- SPDX-License-Identifier: EUPL-1.2
-- Goal: events arrive in any order and twice; case and parties keep in step.

BEGIN;
\ir ../fixture.sql
SELECT plan(9);

CREATE FUNCTION pg_temp.state() RETURNS text LANGUAGE sql AS $$
	SELECT concat_ws(' ', c.latest_at AT TIME ZONE 'UTC', c.latest_what,
		c.status, (SELECT count(*) FROM data.case_event e
			WHERE e.case_id = c.id), (SELECT bool_and(p.latest_at
			= c.latest_at) FROM data.party p WHERE p.case_id = c.id))
	FROM data.case c WHERE c.source_key = 't-b1'
$$;
SELECT is(pg_temp.state(), '2026-02-11 09:00:00 published received 2 t', 'first');
SELECT internal.event_add(:'b1', '2026-03-01 10:00+00', 'status',
	'in-hearing', NULL) \g /dev/null
SELECT is(pg_temp.state(), '2026-03-01 10:00:00 status in-hearing 3 t', 'newer');
SELECT internal.event_add(:'b1', '2026-02-20 10:00+00', 'status',
	'being-examined', NULL) \g /dev/null
SELECT is(pg_temp.state(), '2026-03-01 10:00:00 status in-hearing 4 t',
	'an older one that comes late changes nothing but the timeline');
SELECT internal.event_add(:'b1', '2026-03-01 10:00+00', 'status',
	'in-hearing', NULL) \g /dev/null
SELECT is(pg_temp.state(), '2026-03-01 10:00:00 status in-hearing 4 t',
	'the same again: nothing');
-- A clock that is ahead: the event is kept as told, and freezes nothing.
SELECT internal.event_add(:'b1', '2026-03-10 12:00+01', 'withdrawn', NULL,
	:'other') \g /dev/null
SELECT is(pg_temp.state(), '2026-03-10 09:00:00 withdrawn in-hearing 5 t',
	'one in the future is the latest from now on');
SELECT clock('2026-03-10 11:00+01') \g /dev/null
SELECT internal.event_add(:'b1', internal.clock(), 'status', 'decided', NULL)
	\g /dev/null
SELECT is(pg_temp.state(), '2026-03-10 10:00:00 status decided 6 t',
	'and the next one comes after it');
INSERT INTO data.case (id, source_key, area_key, unit_key, title, status,
		opened_on, latest_at, latest_what)
	VALUES (:'none', 't-ahead', 't-job', 't-unit', 'x', 'received',
		'2026-03-10', internal.clock(), 'opened');
SELECT internal.event_add(:'none', '2026-03-12 10:00+01', 'opened', 'received',
	NULL), internal.event_add(:'none', internal.clock(), 'status',
	'being-examined', NULL) \g /dev/null
SELECT is((SELECT status || ' ' || latest_what FROM data.case
	WHERE id = :'none'), 'being-examined status',
	'a case that is said to open in the future moves on');
DELETE FROM data.case_event WHERE case_id = :'none';
DELETE FROM data.case WHERE id = :'none';
SELECT internal.party_set(:'carla', :'b1', 'guardian', internal.clock(), NULL)
	\g /dev/null
SELECT is(pg_temp.state(), '2026-03-10 10:00:00 status decided 6 t',
	'a party who joins has the latest too');
SELECT throws_ok(format('SELECT internal.party_set(%L, %L, %L, %L, NULL)',
	:'carla', :'none', 'subject', '2026-01-01'), 'MS404', NULL,
	'a party to no case');

SELECT * FROM finish();
ROLLBACK;
