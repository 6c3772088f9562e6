-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a job is taken by one courier at a time, again when its lease has run out, and is given up when its couriers keep dying with it.

BEGIN;
\ir common.psql
SELECT plan(24);

\set take 'SELECT FROM api_courier.job_take(''{scan}'', ''{60}'', ''{3}'')'
SELECT is(pg_temp.take(), '', 'nothing to do');
SELECT internal.job_add('scan', 'one', :'anna', NULL),
	internal.job_add('scan', 'later', NULL,
		internal.clock() + interval '1 hour'),
	internal.job_add('other', 'unknown', NULL, NULL) \g /dev/null
SELECT is(pg_temp.call('SELECT t.ret_kind, t.ret_key, t.ret_subject,
	t.ret_tries FROM api_courier.job_take(''{scan}'', ''{60}'', ''{3}'') t'),
	format('(scan,one,%s,1)', :'anna'), 'the one that is due');
SELECT is(pg_temp.job('one'), 'scan 1 0 60', 'for as long as the lease');
SELECT is(pg_temp.take(), '', 'nobody else; and not what comes later');
SELECT is(pg_temp.job('unknown'), 'other 0 0 0', 'nor what it cannot do');
SELECT pg_temp.lease('one') AS lease \gset

SELECT clock(internal.clock() + interval '59 seconds') \g /dev/null
SELECT is(pg_temp.take(), '', 'the lease holds');
SELECT clock(internal.clock() + interval '1 second') \g /dev/null
SELECT is(pg_temp.take(), '(one)', 'it has run out: taken again');
SELECT isnt(pg_temp.lease('one'), :'lease'::uuid, 'with another lease');
SELECT clock(internal.clock() + interval '60 seconds') \g /dev/null
SELECT is(pg_temp.take(), '(one)', 'a third time');
SELECT clock(internal.clock() + interval '60 seconds') \g /dev/null
SELECT is(pg_temp.take(), '', 'no fourth: three couriers died with it');
SELECT is(pg_temp.job('one'), 'scan 3 0 dead 0', 'it is dead');
SELECT is((SELECT j.problem FROM data.job j WHERE j.key = 'one'),
	'its courier ended with it', 'and says why');

SELECT clock(internal.clock() + interval '1 hour') \g /dev/null
SELECT internal.job_add('tidy', 'now', NULL, NULL) \g /dev/null
SELECT is(pg_temp.take(), '(later)', 'the one due longest first');
SELECT is(pg_temp.take(), '(now)', 'then the next');
SELECT is(pg_temp.job('now'), 'tidy 1 0 120', 'with its own kind''s lease');
SELECT internal.job_add('scan', 's' || n, NULL, NULL),
	internal.job_add('tidy', 't' || n, NULL, NULL)
	FROM generate_series(1, 2) n \g /dev/null
UPDATE data.job SET due_at = due_at - interval '1 hour' WHERE key ~ '^s';
SELECT is(pg_temp.call('SELECT t.ret_key FROM api_courier.job_take(
	''{tidy,scan}'', ''{120,60}'', ''{1,3}'') t'), '(t1)',
	'the kind that is asked for first, however long others wait');
SELECT is(pg_temp.take(), '(s1)', 'then the other has its turn');
SELECT is(pg_temp.call('SELECT FROM api_courier.job_take(NULL, NULL, NULL)'),
	'', 'no kind, no job');

-- Adding.
DELETE FROM data.job WHERE key ~ '^[st][12]$';
SELECT is((SELECT count(*) FROM data.job WHERE kind = 'scan'), 2::bigint,
	'two of a kind');
SELECT internal.job_add('scan', 'one', :'bent', NULL) \g /dev/null
SELECT is((SELECT count(*) FROM data.job WHERE kind = 'scan'), 2::bigint,
	'the same key again does nothing');
SELECT is((SELECT j.subject FROM data.job j WHERE j.key = 'one'),
	:'anna'::uuid, 'not even to its subject');
SELECT throws_ok('SELECT internal.job_add(''No Kind'', ''k'', NULL, NULL)',
	'23514', NULL, 'a kind is a word');
SELECT is(attempt('minsag_courier', 'SELECT internal.job_add(''scan'', ''x'',
	NULL, NULL)'), '42501', 'the courier adds nothing by itself');

SELECT pg_temp.only(:'take');

SELECT * FROM finish();
ROLLBACK;
