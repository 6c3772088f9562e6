-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the cases whose deadline is near, in the order of their ids.

BEGIN;
\ir common.psql
SELECT plan(5);
SELECT internal.job_add('deadline', 'today', NULL, NULL) \g /dev/null
SELECT pg_temp.call('SELECT t.ret_key FROM api_courier.job_take(''{deadline}'',
	''{60}'', ''{3}'') t') \g /dev/null
SELECT pg_temp.about('today', 'SELECT left(ret_case::text, 2)
	FROM api_courier.deadline_list(%s, %L, %%L)') AS list \gset
SELECT is(pg_temp.call(format(:'list', NULL)), '', 'none is near');
SELECT clock('2026-03-29 00:30+01') \g /dev/null
UPDATE data.case SET deadline_on = '2026-03-29', deadline_da = 'x',
	deadline_en = 'x' WHERE id IN (:'a2', :'b1');
SELECT is(pg_temp.call(format(:'list', NULL)), E'(a1)\n(a2)\n(b1)',
	'from today up to some days ahead');
SELECT is(pg_temp.call(format(:'list', :'a1')), E'(a2)\n(b1)', 'after one');
SELECT is(pg_temp.call(format(:'list', :'b1')), '', 'after the last');
SELECT pg_temp.only(format(:'list', NULL));

SELECT * FROM finish();
ROLLBACK;
