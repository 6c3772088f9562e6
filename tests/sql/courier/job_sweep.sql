-- SPDX-License-Identifier: EUPL-1.2
-- Goal: what is done is forgotten after 30 days; what is dead or still to do stays.

BEGIN;
\ir common.psql
SELECT plan(5);

\set sweep 'SELECT ret_deleted FROM api_courier.job_sweep()'
SELECT internal.job_add('scan', key, NULL, due::timestamptz) FROM (VALUES
	('done', NULL), ('dead', NULL), ('waits', 'infinity')) t (key, due)
	\g /dev/null
UPDATE data.job SET outcome = key, ended_at = internal.clock()
	WHERE key <> 'waits';
SELECT is(pg_temp.call(:'sweep'), '(0)', 'nothing yet');
SELECT clock(internal.clock() + interval '30 days') \g /dev/null
SELECT is(pg_temp.call(:'sweep'), '(0)', '30 days are not over');
SELECT clock(internal.clock() + interval '1 second') \g /dev/null
SELECT is(pg_temp.call(:'sweep'), '(1)', 'they are');
SELECT is((SELECT string_agg(j.key, ' ' ORDER BY j.key) FROM data.job j),
	'dead waits', 'what is not done stays');
SELECT pg_temp.only(:'sweep');

SELECT * FROM finish();
ROLLBACK;
