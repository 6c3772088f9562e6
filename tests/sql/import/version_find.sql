-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a version that is here is found by its bytes; other bytes or facts are a conflict.

BEGIN;
\ir common.psql
SELECT plan(12);

\set find 'SELECT * FROM api_import.version_find(%L, %L, %s, %L, %L, %L, sha256(%L), %L)'
\set at '2026-02-01 10:00+01'
\set bytes 'Vi talte om fleksjob og løn.'
SELECT is(pg_temp.call(format(:'find', :'a1', '1', 1, 'draft', :'at',
	'text/plain', convert_to(:'bytes', 'UTF8'), 'fil-1.txt')),
	'(' || :'note' || ',t)', 'found');
SELECT is(pg_temp.call(format(:'find', :'a1', '1', 9, 'draft', :'at',
	'text/plain', 'x', 'fil-1.txt')), '', 'the number is free');
SELECT is(pg_temp.call(format(:'find', :'none', '1', 1, 'draft', :'at',
	'text/plain', 'x', 'fil-1.txt')), '', 'no such document');
SELECT is(pg_temp.try(format(:'find', :'a1', '1', 1, 'draft', :'at',
	'text/plain', 'x', 'fil-1.txt')), 'MS409', 'other bytes: conflict');
SELECT is(pg_temp.try(format(:'find', :'a1', '1', 1, state, :'at', type,
	convert_to(:'bytes', 'UTF8'), name)), 'MS409', 'another ' || what ||
	': conflict') FROM (VALUES ('final', 'text/plain', 'fil-1.txt', 'state'),
	('draft', 'text/html', 'fil-1.txt', 'type'),
	('draft', 'text/plain', 'fil-2.txt', 'name')) v (state, type, name, what);
SELECT is(pg_temp.try(format(:'find', :'a1', '1', 1, 'draft',
	'2026-02-01 11:00+01', 'text/plain', convert_to(:'bytes', 'UTF8'),
	'fil-1.txt')), 'MS409', 'another time: conflict');
SELECT is(pg_temp.call(format(:'find', :'a1', '1', 1, 'draft', :'at',
	'text/plain', NULL, 'fil-1.txt')), '(' || :'note' || ',t)',
	'found without a file to compare');
SELECT is(pg_temp.call(format(:'find', :'b1', '9', 1, 'draft', :'at',
	'text/plain', 'x', 'fil-1.txt')), '', 'no such document of the case');
SELECT tap.version(:'d_hushed', 3, 'draft', 'abc') AS open \gset
SELECT is((SELECT ret_sealed FROM api_import.version_find(:'a1', '6', 3,
	'draft', internal.clock(), 'text/plain', sha256('abc'), 'fil-3.txt')),
	false, 'still being brought');
SELECT pg_temp.only(format(:'find', :'a1', '1', 1, 'draft', :'at',
	'text/plain', 'x', 'fil-1.txt'));

SELECT * FROM finish();
ROLLBACK;
