-- SPDX-License-Identifier: EUPL-1.2
-- Goal: who has the job can keep it; who has lost it cannot.

BEGIN;
\ir common.psql
SELECT plan(6);

\set keep 'SELECT ret_ok FROM api_courier.job_keep(%s, %L, 60)'
SELECT internal.job_add('scan', 'one', NULL, NULL) \g /dev/null
SELECT pg_temp.take() \g /dev/null
SELECT pg_temp.about('one', :'keep') AS keep_one \gset
SELECT clock(internal.clock() + interval '40 seconds') \g /dev/null
SELECT is(pg_temp.call(:'keep_one'), '(t)', 'kept');
SELECT is(pg_temp.job('one'), 'scan 1 0 60', 'a whole lease from now');
SELECT clock(internal.clock() + interval '61 seconds') \g /dev/null
SELECT is(pg_temp.call(:'keep_one'), '(t)',
	'it has run out, but nobody has come: kept');
SELECT clock(internal.clock() + interval '61 seconds') \g /dev/null
SELECT is(pg_temp.take(), '(one)', 'somebody comes');
SELECT is(pg_temp.try(:'keep_one'), 'MS409', 'lost');
SELECT pg_temp.only(:'keep_one');

SELECT * FROM finish();
ROLLBACK;
