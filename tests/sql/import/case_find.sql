-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a case is found by the case system's key.

BEGIN;
\ir common.psql
SELECT plan(4);

\set find 'SELECT * FROM api_import.case_find(%L, %L)'
SELECT is(pg_temp.call(format(:'find', 't-a1', false)), '(' || :'a1' || ')',
	'found');
SELECT is(pg_temp.call(format(:'find', 't-a1', true)), '(' || :'a1' || ')',
	'found and held');
SELECT is(pg_temp.call(format(:'find', 'none', true)), '', 'unknown');
SELECT pg_temp.only(format(:'find', 't-a1', false));

SELECT * FROM finish();
ROLLBACK;
