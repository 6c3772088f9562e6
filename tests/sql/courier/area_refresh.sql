-- SPDX-License-Identifier: EUPL-1.2
-- Goal: what is derived from an area follows for one case, for who has the job.

BEGIN;
\ir common.psql
SELECT plan(6);
SELECT internal.job_add('area', 't-job 1', NULL, NULL) \g /dev/null
SELECT pg_temp.call('SELECT t.ret_key FROM api_courier.job_take(''{area}'',
	''{60}'', ''{3}'') t') \g /dev/null
SELECT pg_temp.about('t-job 1', 'SELECT * FROM api_courier.area_refresh(%s, %L,
	%%L)') AS refresh \gset
SELECT cmp_ok((SELECT count(*) FROM data.unread WHERE case_id = :'a1'), '>',
	0::bigint, 'something is marked as new');
UPDATE data.area SET is_open = false WHERE key = 't-job';
SELECT is(pg_temp.call(format(:'refresh', :'a1')), '(t)', 'brought in step');
SELECT is((SELECT count(*) FROM data.unread WHERE case_id = :'a1'), 0::bigint,
	'nothing is, for nothing is shown');
SELECT cmp_ok((SELECT count(*) FROM data.unread WHERE case_id = :'b1'), '>',
	0::bigint, 'the other case waits for its turn');
SELECT is(pg_temp.try(format('SELECT * FROM api_courier.area_refresh(%s, %L, %L)',
	pg_temp.id('t-job 1'), :'none', :'a1')), 'MS409', 'not without its lease');
SELECT pg_temp.only(format(:'refresh', :'a1'));

SELECT * FROM finish();
ROLLBACK;
