-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a daily job comes once a Danish day, whoever asks and however often.

BEGIN;
\ir common.psql
SELECT plan(8);

\set daily 'SELECT ret_ok FROM api_courier.job_daily(''{tidy,scan}'', ''{210,480}'')'
CREATE FUNCTION pg_temp.jobs() RETURNS text
LANGUAGE sql AS $$
	SELECT string_agg(j.kind || ' ' || j.key || ' '
		|| to_char(j.due_at AT TIME ZONE 'UTC', 'HH24:MI'), ', '
		ORDER BY j.key, j.kind) FROM data.job j
$$;
SELECT is(pg_temp.call(:'daily'), '(t)', 'asked');
SELECT is(pg_temp.jobs(), 'scan 2026-03-10 07:00, tidy 2026-03-10 02:30',
	'in winter an hour before UTC''s');
SELECT pg_temp.call(:'daily') \g /dev/null
SELECT is((SELECT count(*) FROM data.job), 2::bigint, 'asked again: as it was');
SELECT is(pg_temp.take(), '(2026-03-10)', 'the hour is over: due at once');
DELETE FROM data.job;

SELECT clock('2026-06-30 21:59Z') \g /dev/null
SELECT pg_temp.call(:'daily') \g /dev/null
SELECT is(pg_temp.jobs(), 'scan 2026-06-30 06:00, tidy 2026-06-30 01:30',
	'in summer two');
SELECT clock('2026-06-30 22:00Z') \g /dev/null
SELECT pg_temp.call(:'daily') \g /dev/null
SELECT is(pg_temp.jobs(), 'scan 2026-06-30 06:00, tidy 2026-06-30 01:30, '
	|| 'scan 2026-07-01 06:00, tidy 2026-07-01 01:30',
	'a new day begins at midnight in Copenhagen');
SELECT is(pg_temp.call('SELECT ret_ok FROM api_courier.job_daily(''{}'',
	''{}'')'), '(t)', 'none at all');
SELECT pg_temp.only(:'daily');

SELECT * FROM finish();
ROLLBACK;
