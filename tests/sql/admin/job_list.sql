-- SPDX-License-Identifier: EUPL-1.2
-- Goal: what was given up is found, oldest first, page by page.

BEGIN;
\ir common.psql
SELECT plan(11);

DELETE FROM data.job;
INSERT INTO data.job (kind, key, added_at, due_at, outcome, ended_at, problem,
		tries)
	SELECT CASE WHEN n % 2 = 0 THEN 'scan' ELSE 'tidy' END, 'k' || n,
		internal.clock(), internal.clock() + n * interval '1 minute',
		outcome, CASE WHEN outcome IS NOT NULL
			THEN internal.clock() - n * interval '1 day' END,
		CASE WHEN outcome = 'dead' THEN 'rule: broken' END, n
	FROM (VALUES (1, 'dead'), (2, 'dead'), (3, 'dead'), (4, 'done'), (5, NULL),
		(6, NULL)) t (n, outcome);
\set list 'SELECT string_agg(ret_key || '' '' || ret_tries || coalesce('' '' || ret_problem, ''''), '', '') FROM api_admin.job_list(%L, %L, %L, %L, %s)'
SELECT is(pg_temp.call(format(:'list', 'dead', NULL, NULL, NULL, 10)),
	'("k3 3 rule: broken, k2 2 rule: broken, k1 1 rule: broken")', 'dead');
SELECT is(pg_temp.call(format(:'list', 'dead', 'scan', NULL, NULL, 10)),
	'("k2 2 rule: broken")', 'of a kind');
SELECT is(pg_temp.call(format(:'list', 'dead', NULL, j.ended_at, j.id, 1)),
	'("k2 2 rule: broken")', 'the next page')
	FROM data.job j WHERE j.key = 'k3';
SELECT is(pg_temp.try(format(:'list', 'dead', 'tidy', NULL, NULL, 10)),
	'MS400', 'a kind that there is not');
SELECT is(pg_temp.call(format(:'list', 'waiting', NULL, NULL, NULL, 10)),
	'("k5 5, k6 6")', 'waiting');
SELECT is(pg_temp.call(format(:'list', 'done', NULL, NULL, NULL, 10)),
	'("k4 4")', 'done');
SELECT is(pg_temp.try(format(:'list', state, NULL, NULL, NULL, most)), 'MS400',
	format('not %s, %s', state, most))
	FROM (VALUES ('ill', 10), (NULL, 10), ('dead', 0), ('dead', 1001))
		t (state, most);
SELECT pg_temp.only(format(:'list', 'dead', NULL, NULL, NULL, 10));

SELECT * FROM finish();
ROLLBACK;
