-- SPDX-License-Identifier: EUPL-1.2
-- Goal: what is left of a long job is a job of its own, once, behind what is due.

BEGIN;
\ir common.psql
SELECT plan(8);

\set rest 'SELECT ret_ok FROM api_courier.job_rest(%s, %L, %%L)'
CREATE FUNCTION pg_temp.next(in_kinds text) RETURNS text
LANGUAGE sql AS $$ SELECT pg_temp.call(format('SELECT t.ret_key
	FROM api_courier.job_take(%L, ''{60,60}'', ''{3,3}'') t', in_kinds)) $$;

SELECT internal.job_add('area', 't-job 1', NULL, NULL) \g /dev/null
SELECT pg_temp.next('{area,scan}') \g /dev/null
SELECT pg_temp.about('t-job 1', :'rest') AS rest_one \gset
SELECT is(pg_temp.call(format(:'rest_one', :'a1')), '(t)', 'a rest');
SELECT is(pg_temp.call(format(:'rest_one', :'a1')), '(t)', 'said again');
SELECT is((SELECT string_agg(concat_ws(' ', j.kind, j.key, j.subject), ', ')
	FROM data.job j WHERE j.subject IS NOT NULL),
	format('area t-job 1 %s %s', :'a1', :'a1'), 'one, from there on');
SELECT is(pg_temp.try(format('SELECT * FROM api_courier.job_rest(%s, %L, %L)',
	pg_temp.id('t-job 1'), :'none', :'a1')), 'MS409', 'not without its lease');
SELECT pg_temp.next('{area,scan}') \g /dev/null
SELECT pg_temp.call(format(pg_temp.about('t-job 1 ' || :'a1', :'rest'), :'b1'))
	\g /dev/null
SELECT is((SELECT j.key FROM data.job j WHERE j.subject = :'b1'),
	't-job 1 ' || :'b1', 'a rest of the rest: the key does not grow');
SELECT internal.job_add('scan', 'one', NULL, NULL) \g /dev/null
SELECT is(pg_temp.next('{scan,area}'), '(one)', 'another kind has its turn');
SELECT is(pg_temp.try(format(pg_temp.about('one', :'rest'), :'a1')), 'MS409',
	'a scan has none');
SELECT pg_temp.only(format(:'rest_one', :'a1'));

SELECT * FROM finish();
ROLLBACK;
