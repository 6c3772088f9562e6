-- SPDX-License-Identifier: EUPL-1.2
-- Goal: whether a document has been published is told by its key.

BEGIN;
\ir common.psql
SELECT plan(4);

\set ask 'SELECT * FROM api_import.document_published(%L, %L)'
SELECT is(pg_temp.call(format(:'ask', :'a1', '1')), '(t)', 'published');
SELECT is(pg_temp.call(format(:'ask', :'a1', '6')), '(f)', 'not published');
SELECT is(pg_temp.call(format(:'ask', :'a1', '99')), '(f)', 'unknown');
SELECT pg_temp.only(format(:'ask', :'a1', '1'));

SELECT * FROM finish();
ROLLBACK;
