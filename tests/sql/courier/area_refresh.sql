-- SPDX-License-Identifier: EUPL-1.2
-- Goal: what is derived from an area follows, a part of its cases at a time, for who has the job.

BEGIN;
\ir common.psql
SELECT plan(7);

\set refresh 'SELECT ret_last FROM api_courier.area_refresh(%s, %L, %%s)'
INSERT INTO data.case (source_key, area_key, unit_key, title, status, opened_on,
		latest_at, latest_what)
	SELECT 't-many-' || n, 't-job', 't-unit', 'Sag', 'received', '2026-01-05',
		'2026-01-05 09:00+01', 'opened' FROM generate_series(1, 30) n;
UPDATE data.area SET is_open = false WHERE key = 't-job';
SELECT internal.job_add('area', 't-job 1', NULL, NULL) \g /dev/null
SELECT pg_temp.call('SELECT t.ret_key FROM api_courier.job_take(''{area}'',
	''{60}'', ''{3}'') t') \g /dev/null
SELECT cmp_ok((SELECT count(*) FROM data.unread u
	WHERE u.case_id IN (:'a1', :'b1')), '>', 0::bigint,
	'before: something is marked as new');
SELECT pg_temp.about('t-job 1', :'refresh') AS about \gset
SELECT is(substr(pg_temp.call(format(:'about', 'NULL')), 2, 36),
	(SELECT id::text FROM data.case WHERE area_key = 't-job' ORDER BY id
	OFFSET 19 LIMIT 1), 'the first part ends with the twentieth case');
SELECT is(substr(pg_temp.call(format(:'about', quote_literal((SELECT id
	FROM data.case WHERE area_key = 't-job' ORDER BY id OFFSET 19 LIMIT 1)))),
	2, 36), (SELECT id::text FROM data.case WHERE area_key = 't-job'
	ORDER BY id DESC LIMIT 1), 'the second with the last');
SELECT is(pg_temp.call(format(:'about', quote_literal((SELECT id
	FROM data.case WHERE area_key = 't-job' ORDER BY id DESC LIMIT 1)))), '',
	'and none is left');
SELECT is((SELECT count(*) FROM data.unread u
	WHERE u.case_id IN (:'a1', :'b1')), 0::bigint,
	'after: nothing, for nothing is shown');
SELECT is(pg_temp.try(format(format(:'refresh', pg_temp.id('t-job 1'), :'none'),
	'NULL')), 'MS409', 'not without its lease');
SELECT pg_temp.only(format(:'about', 'NULL'));

SELECT * FROM finish();
ROLLBACK;
