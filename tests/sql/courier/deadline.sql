-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a deadline is told once, some days before it, to every party; the days are the municipality's.

BEGIN;
\ir common.psql
SELECT plan(9);
SELECT internal.job_add('deadline', 'today', NULL, NULL) \g /dev/null
SELECT pg_temp.call('SELECT t.ret_key FROM api_courier.job_take(''{deadline}'',
	''{60}'', ''{3}'') t') \g /dev/null
SELECT pg_temp.about('today', 'SELECT d.* FROM unnest(ARRAY[
	''a1000000-0000-4000-8000-000000000000'', ''a2000000-0000-4000-8000-000000000000'',
	''a3000000-0000-4000-8000-000000000000'', ''b1000000-0000-4000-8000-000000000000'']::uuid[])
	c (id), api_courier.deadline(%s, %L, c.id) d') AS run \gset
CREATE FUNCTION pg_temp.told() RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(left(person_id::text, 1) || left(case_id::text,
		2), ' ' ORDER BY person_id, case_id, at), '')
	FROM data.notice WHERE kind = 'deadline-near'
$$;
SELECT pg_temp.only(:'run');
SELECT is(pg_temp.try(format('SELECT * FROM api_courier.deadline(%s, %L, %L)',
	pg_temp.id('today'), :'none', :'a1')), 'MS409', 'not without its lease');
SELECT pg_temp.call(:'run') \g /dev/null
SELECT is(pg_temp.told(), '', 'three weeks before: not yet');
SELECT clock('2026-03-28 23:30+01') \g /dev/null
SELECT pg_temp.call(:'run') \g /dev/null
SELECT is(pg_temp.told(), '', 'four days before: not yet');
SELECT clock('2026-03-29 00:30+01') \g /dev/null
SELECT pg_temp.call(:'run') \g /dev/null
SELECT is(pg_temp.told(), '1a1', 'three days before, by the Danish calendar');
SELECT pg_temp.call(:'run') \g /dev/null
SELECT is(pg_temp.told(), '1a1', 'once');
UPDATE data.case SET deadline_on = '2026-04-01', deadline_da = 'x',
	deadline_en = 'x' WHERE id IN (:'a2', :'a3');
SELECT pg_temp.call(:'run') \g /dev/null
SELECT is(pg_temp.told(), '1a1 1a2 2a2',
	'every party; nothing of an area that is closed');
UPDATE data.case SET deadline_on = '2026-04-20' WHERE id = :'a1';
UPDATE data.notice_rule SET deadline_days = 30;
SELECT pg_temp.call(:'run') \g /dev/null
SELECT is(pg_temp.told(), '1a1 1a1 1a2 2a2', 'moved: told again');
SELECT clock('2026-04-21 09:00+02') \g /dev/null
UPDATE data.case SET deadline_on = '2026-04-20' WHERE id = :'a2';
SELECT pg_temp.call(:'run') \g /dev/null
SELECT is(pg_temp.told(), '1a1 1a1 1a2 2a2', 'not when it is over');

SELECT * FROM finish();
ROLLBACK;
