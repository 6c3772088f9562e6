-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a job is done once, by whoever has it; saying so twice is no mistake.

BEGIN;
\ir common.psql
SELECT plan(9);

\set done 'SELECT ret_ok FROM api_courier.job_done(%s, %L)'
SELECT internal.job_add('scan', 'one', NULL, NULL) \g /dev/null
SELECT is(pg_temp.try(pg_temp.about('one', :'done')), 'MS409',
	'not without a lease');
SELECT pg_temp.take() \g /dev/null
SELECT pg_temp.about('one', :'done') AS stale \gset
SELECT clock(internal.clock() + interval '60 seconds') \g /dev/null
SELECT pg_temp.take() \g /dev/null
SELECT is(pg_temp.try(:'stale'), 'MS409', 'not with a stale one');
SELECT is(pg_temp.call(pg_temp.about('one', :'done')), '(t)', 'done');
SELECT is(pg_temp.job('one'), 'scan 2 0 done 60', 'and over');
SELECT is(pg_temp.call(pg_temp.about('one', :'done')), '(t)', 'said again');
SELECT is(pg_temp.try(:'stale'), 'MS409', 'a stale one still not');
SELECT is(pg_temp.try(format(:'done', 0, :'none')), 'MS409', 'no such job');
SELECT pg_temp.only(:'stale');
SELECT clock(internal.clock() + interval '1 day') \g /dev/null
SELECT is(pg_temp.take(), '', 'never taken again');

SELECT * FROM finish();
ROLLBACK;
