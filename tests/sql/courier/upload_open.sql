-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the check of an upload is begun by whoever has its job, and by nobody else.

BEGIN;
\ir common.psql
SELECT plan(11);

\set open 'SELECT ret_size, ret_decided FROM api_courier.upload_open(%s, %L)'
SELECT pg_temp.sent(:'a1', 'brev.txt', 'abc') AS upload \gset
SELECT is((SELECT concat_ws(' ', j.kind, j.key = :'upload', j.subject) FROM
	data.job j), 'scan t ' || :'upload', 'the last byte has made the job');
SELECT is(pg_temp.try(pg_temp.about(:'upload', :'open')), 'MS409',
	'not without a lease');
SELECT is((SELECT count(*) FROM data.upload_check), 0::bigint, 'nothing begun');
SELECT pg_temp.take() \g /dev/null
SELECT pg_temp.about(:'upload', :'open') AS open_it \gset
SELECT is(pg_temp.call(:'open_it'), '(3,f)', 'begun');
SELECT is(pg_temp.call(:'open_it'), '(3,f)', 'begun again');
SELECT is((SELECT count(*) FROM data.upload_check), 1::bigint, 'once');
SELECT pg_temp.call(pg_temp.about(:'upload',
	'SELECT FROM api_courier.upload_reject(%s, %L, ''damaged'', NULL)'))
	\g /dev/null
SELECT is(pg_temp.call(:'open_it'), '(3,t)', 'decided, but not done');
SELECT clock(internal.clock() + interval '61 seconds') \g /dev/null
SELECT pg_temp.take() \g /dev/null
SELECT is(pg_temp.try(:'open_it'), 'MS409', 'not with a stale lease');
SELECT pg_temp.call(pg_temp.about(:'upload',
	'SELECT FROM api_courier.job_done(%s, %L)')) \g /dev/null
SELECT is(pg_temp.try(pg_temp.about(:'upload', :'open')), 'MS409',
	'nor when it is done');

SELECT internal.job_add('scan', 'lost', :'none', NULL) \g /dev/null
SELECT pg_temp.take() \g /dev/null
SELECT is(pg_temp.try(pg_temp.about('lost', :'open')), 'MS404',
	'a job about no upload');
SELECT pg_temp.only(:'open_it');

SELECT * FROM finish();
ROLLBACK;
