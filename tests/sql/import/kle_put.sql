-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a KLE number is recorded once, and changed when it changes.

BEGIN;
\ir common.psql
SELECT plan(6);

\set put 'SELECT * FROM api_import.kle_put(''98.76'', %L, ''2020-01-01'', NULL)'
SELECT is(pg_temp.call(format(:'put', 'Emne')), '(new)', 'new');
SELECT is(pg_temp.call(format(:'put', 'Emne')), '(same)', 'repeated');
SELECT is(pg_temp.call(format(:'put', 'Nyt emne')), '(changed)', 'changed');
SELECT is((SELECT title FROM data.kle WHERE number = '98.76'), 'Nyt emne',
	'to what it is now');
SELECT is(pg_temp.try('SELECT api_import.kle_put(''9'', ''x'', NULL, NULL)'),
	'23514', 'no number of another form');
SELECT pg_temp.only(format(:'put', 'Emne'));

SELECT * FROM finish();
ROLLBACK;
