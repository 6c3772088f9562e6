-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the cases of a job's area, a part at a time, in the order of their ids.

BEGIN;
\ir common.psql
SELECT plan(6);
SELECT internal.job_add('area', 't-job 1', NULL, NULL) \g /dev/null
SELECT pg_temp.call('SELECT t.ret_key FROM api_courier.job_take(''{area}'',
	''{60}'', ''{3}'') t') \g /dev/null
SELECT pg_temp.about('t-job 1', 'SELECT left(ret_case::text, 2)
	FROM api_courier.area_list(%s, %L, %%L)') AS list \gset
SELECT is(pg_temp.call(format(:'list', NULL)), E'(a1)\n(b1)', 'all of them');
SELECT is(pg_temp.call(format(:'list', :'a1')), '(b1)', 'after one');
SELECT is(pg_temp.call(format(:'list', :'b1')), '', 'after the last');
INSERT INTO data.case (source_key, area_key, unit_key, title, status, opened_on,
		latest_at, latest_what)
	SELECT 't-many-' || n, 't-job', 't-unit', 'Sag', 'received', '2026-01-05',
		'2026-01-05 09:00+01', 'opened' FROM generate_series(1, 120) n;
SELECT is(array_length(string_to_array(pg_temp.call(format(:'list', NULL)),
	E'\n'), 1), 100, 'a hundred at once');
SELECT is(pg_temp.try(format('SELECT * FROM api_courier.area_list(%s, %L, NULL)',
	pg_temp.id('t-job 1'), :'none')), 'MS409', 'not without its lease');
SELECT pg_temp.only(format(:'list', NULL));

SELECT * FROM finish();
ROLLBACK;
