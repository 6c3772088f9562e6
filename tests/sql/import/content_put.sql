-- SPDX-License-Identifier: EUPL-1.2
-- Goal: bytes go into what is not published, within its size, a MiB at a time.

BEGIN;
\ir common.psql
SELECT plan(8);

\set put 'SELECT * FROM api_import.content_put(%L, %s, %L)'
SELECT tap.version(:'d_hushed', 5, 'final', 'abcdef') AS fresh \gset
SELECT is(pg_temp.call(format(:'put', :'fresh', 2, 'XY')), '(t)', 'a part');
SELECT is((SELECT lo_get(content) FROM data.version WHERE id = :'fresh'),
	'abXYef', 'is where it belongs');
SELECT is(pg_temp.try(format(:'put', :'fresh', 5, 'XY')), 'MS413',
	'not beyond the end');
SELECT is(pg_temp.try(format(:'put', :'fresh', -1, 'XY')), 'MS413',
	'not before the beginning');
SELECT is(pg_temp.try(format('SELECT api_import.content_put(%L, 0,
	convert_to(repeat(%L, 1048577), %L))', :'fresh', 'x', 'UTF8')), 'MS413',
	'not more than a MiB');
SELECT is(pg_temp.try(format(:'put', :'note', 0, 'XY')), 'MS409',
	'not into what is published');
SELECT is(pg_temp.try(format(:'put', :'none', 0, 'XY')), 'MS413',
	'no such version');
SELECT pg_temp.only(format(:'put', :'fresh', 2, 'XY'));

SELECT * FROM finish();
ROLLBACK;
