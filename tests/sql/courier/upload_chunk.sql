-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the bytes of an upload leave to whoever has its job, while they have it, and of no other.

BEGIN;
\ir common.psql
SELECT plan(13);

\set chunk 'SELECT convert_from(ret_bytes, ''UTF8'') FROM api_courier.upload_chunk(%s, %L, '
SELECT pg_temp.sent(:'a1', 'brev.txt', 'abcdef') AS upload \gset
SELECT is(pg_temp.try(pg_temp.about(:'upload', :'chunk' || '0, 10)')), 'MS409',
	'not without a lease');
SELECT pg_temp.take() \g /dev/null
SELECT pg_temp.about(:'upload', :'chunk') AS of_it \gset
SELECT is(pg_temp.call(:'of_it' || '0, 3)'), '(abc)', 'the first');
SELECT is(pg_temp.call(:'of_it' || '3, 1048576)'), '(def)', 'the rest');
SELECT is(pg_temp.call(:'of_it' || '6, 3)'), '("")', 'nothing behind it');
SELECT is(pg_temp.try(:'of_it' || bad), 'MS400', 'not ' || bad)
	FROM unnest(ARRAY['-1, 3)', '0, 0)', '0, 1048577)']) bad;
SELECT is(pg_temp.try(format(:'chunk' || '0, 3)', pg_temp.id(:'upload'),
	:'none')), 'MS409', 'another lease');
SELECT clock(internal.clock() + interval '61 seconds') \g /dev/null
SELECT is(pg_temp.call(:'of_it' || '0, 3)'), '(abc)',
	'run out, but nobody has come');
SELECT pg_temp.take() \g /dev/null
SELECT is(pg_temp.try(:'of_it' || '0, 3)'), 'MS409', 'somebody has');

-- A lease on another kind of job, about an upload, opens nothing.
SELECT internal.job_add('tidy', 'sly', :'upload', NULL) \g /dev/null
SELECT pg_temp.take() \g /dev/null
SELECT is(pg_temp.try(pg_temp.about('sly', :'chunk' || '0, 3)')), 'MS409',
	'only a scan job');
SELECT internal.job_add('scan', 'version', (SELECT v.id FROM data.version v
	LIMIT 1), NULL) \g /dev/null
SELECT pg_temp.take() \g /dev/null
SELECT is(pg_temp.try(pg_temp.about('version', :'chunk' || '0, 3)')), 'MS404',
	'and only an upload');
SELECT pg_temp.only(:'of_it' || '0, 3)');

SELECT * FROM finish();
ROLLBACK;
