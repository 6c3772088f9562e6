-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a document is recorded once; its title is corrected, never in silence.

BEGIN;
\ir common.psql
SELECT plan(14);

\set put 'SELECT ret_outcome FROM api_import.document_put(%L, %L, %L, %L, %L, false)'
SELECT is(pg_temp.call(format(:'put', :'b1', 'x', 'note', 'Notat',
	'2026-02-01')), '(new)', 'new');
SELECT is(pg_temp.call(format(:'put', :'b1', 'x', 'note', 'Notat',
	'2026-02-01')), '(same)', 'repeated');
SELECT is(pg_temp.call(format(:'put', :'a1', 'x', 'note', 'Notat',
	'2026-02-01')), '(new)', 'the same key in another case is another');
SELECT is(pg_temp.try(format(:'put', :'b1', 'x', 'letter', 'Notat',
	'2026-02-01')), 'MS409', 'another kind: conflict');
SELECT is(pg_temp.call(format(:'put', :'b1', 'x', 'note', 'Andet',
	'2026-02-01')), '(changed)', 'another title: corrected');
SELECT is((SELECT title FROM data.document d WHERE d.case_id = :'b1'
	AND d.source_key = 'x'), 'Andet', 'and it is that one');
SELECT is((SELECT concat_ws('|', k.what, k.was, k.becomes, a.action)
	FROM data.correction k JOIN data.audit a ON a.case_id = k.case_id
		AND a.detail = k.what),
	'document-title|Notat|Andet|correct', 'with the one before, and audited');
SELECT is(pg_temp.call(replace(format(:'put', :'b1', 'x', 'note', 'Tredje',
	'2026-02-01'), 'false', 'true')), '(held)', 'it is to stay');
SELECT internal.withhold(d.id, :'bent', 'fvl-15b', internal.clock(), false, 'x')
	FROM data.document d WHERE d.case_id = :'b1' AND d.source_key = 'x'
	\g /dev/null
SELECT is(pg_temp.call(format(:'put', :'b1', 'x', 'note', 'Tredje',
	'2026-02-01')), '(held)', 'and stays while it is withheld from one');
SELECT clock(internal.clock() + interval '1 s') \g /dev/null
SELECT internal.withhold(d.id, :'bent', 'fvl-15b', internal.clock(), true, 'x')
	FROM data.document d WHERE d.case_id = :'b1' AND d.source_key = 'x'
	\g /dev/null
SELECT is(pg_temp.call(format(:'put', :'b1', 'x', 'note', 'Tredje',
	'2026-02-01')), '(changed)', 'and no longer');
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
