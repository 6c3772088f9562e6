-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a document is recorded once and never changes in silence.

BEGIN;
\ir common.psql
SELECT plan(9);

\set put 'SELECT ret_outcome FROM api_import.document_put(%L, %L, %L, %L, %L)'
SELECT is(pg_temp.call(format(:'put', :'b1', 'x', 'note', 'Notat',
	'2026-02-01')), '(new)', 'new');
SELECT is(pg_temp.call(format(:'put', :'b1', 'x', 'note', 'Notat',
	'2026-02-01')), '(same)', 'repeated');
SELECT is(pg_temp.call(format(:'put', :'a1', 'x', 'note', 'Notat',
	'2026-02-01')), '(new)', 'the same key in another case is another');
SELECT is(pg_temp.try(format(:'put', :'b1', 'x', 'letter', 'Notat',
	'2026-02-01')), 'MS409', 'another kind: conflict');
SELECT is(pg_temp.try(format(:'put', :'b1', 'x', 'note', 'Andet',
	'2026-02-01')), 'MS409', 'another title: conflict');
SELECT is(pg_temp.try(format(:'put', :'b1', 'x', 'note', 'Notat',
	'2026-02-02')), 'MS409', 'another date: conflict');
SELECT is(pg_temp.try(format(:'put', :'b1', 'y', 'poem', 'Notat',
	'2026-02-01')), '23514', 'no kind of another name');
SELECT is(pg_temp.try(format(:'put', :'none', 'x', 'note', 'Notat',
	'2026-02-01')), 'MS404', 'no such case');
SELECT pg_temp.only(format(:'put', :'b1', 'x', 'note', 'Notat',
	'2026-02-01'));

SELECT * FROM finish();
ROLLBACK;
