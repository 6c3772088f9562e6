-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a publication is recorded once, with its audit row.

BEGIN;
\ir common.psql
SELECT plan(9);

\set put 'SELECT * FROM api_import.publication_put(%L, %L, %L)'
\set at '2026-02-20 10:00+01'
SELECT tap.version(:'d_hushed', 5, 'final', 'abcdef') AS fresh \gset
SELECT is(pg_temp.call(format(:'put', :'fresh', :'at', 'Enhed')), '(new)',
	'new');
SELECT is(array_to_string(internal.visibility(:'anna', :'fresh'), ' '),
	'not-ready', 'the party sees it when the case is shown');
SELECT is((SELECT count(*) FROM data.audit WHERE action = 'publish'
	AND version_id = :'fresh'), 1::bigint, 'it is in the audit');
SELECT is(pg_temp.call(format(:'put', :'fresh', :'at', 'Enhed')), '(same)',
	'repeated');
SELECT is((SELECT count(*) FROM data.audit WHERE action = 'publish'
	AND version_id = :'fresh'), 1::bigint, 'not again in the audit');
SELECT is(pg_temp.try(format(:'put', :'fresh', :'at', 'Andre')), 'MS409',
	'by another: conflict');
SELECT is(pg_temp.try(format(:'put', :'fresh', '2026-02-21 10:00+01',
	'Enhed')), 'MS409', 'at another time: conflict');
SELECT is(pg_temp.try(format(:'put', :'none', :'at', 'Enhed')), 'MS404',
	'no such version');
SELECT pg_temp.only(format(:'put', :'fresh', :'at', 'Enhed'));

SELECT * FROM finish();
ROLLBACK;
