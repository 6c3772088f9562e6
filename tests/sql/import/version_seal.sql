-- SPDX-License-Identifier: EUPL-1.2
-- Goal: sealed bytes are those announced, and nobody writes to them again.

BEGIN;
\ir common.psql
SELECT plan(9);

\set seal 'SELECT * FROM api_import.version_seal(%L)'
SELECT internal.version_add(:'d_hushed', 5, 'final', internal.clock(),
	'text/plain', 3, 1, sha256('abc'), 'a.txt', NULL) AS fresh \gset
SELECT is(pg_temp.try(format(:'seal', :'fresh')), 'MS409', 'bytes are missing');
SELECT internal.version_append(:'fresh', 0, 'abd') \g /dev/null
SELECT is(pg_temp.try(format(:'seal', :'fresh')), 'MS409', 'other bytes');
SELECT internal.version_append(:'fresh', 2, 'c') \g /dev/null
SELECT is(pg_temp.call(format(:'seal', :'fresh')), '(t)', 'the announced ones');
SELECT is(pg_temp.call(format(:'seal', :'fresh')), '(t)', 'repeated');
SELECT is(pg_temp.try(format('SELECT api_import.content_put(%L, 0, %L)',
	:'fresh', 'x')), 'MS409', 'closed');
SELECT is(attempt('minsag_system', format('SELECT lo_put(%s, 0, %L)',
	(SELECT content FROM data.version WHERE id = :'fresh'), '\x00')), '42501',
	'even to the owner of the large object');
SELECT ok(internal.publish(:'fresh', internal.clock(), 'x'),
	'and can be published');
SELECT is(pg_temp.try(format(:'seal', :'none')), 'MS404', 'no such version');
SELECT pg_temp.only(format(:'seal', :'fresh'));

SELECT * FROM finish();
ROLLBACK;
