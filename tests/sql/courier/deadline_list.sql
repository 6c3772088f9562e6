-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the cases whose deadline is near, in the order of their ids.

BEGIN;
\ir common.psql
SELECT plan(5);
\set list 'SELECT left(ret_case::text, 2) FROM api_courier.deadline_list(%L)'
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
