-- SPDX-License-Identifier: EUPL-1.2
-- Goal: events arrive in any order and twice; case and parties keep in step.

BEGIN;
\ir ../fixture.sql
SELECT plan(5);

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
SELECT throws_ok(format('SELECT internal.party_set(%L, %L, %L, %L, NULL)',
	:'carla', :'none', 'subject', '2026-01-01'), 'MS404', NULL,
	'a party to no case');

SELECT * FROM finish();
ROLLBACK;
