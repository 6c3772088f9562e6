-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a unit is recorded once, and changed when it changes.

BEGIN;
\ir common.psql
SELECT plan(5);

\set put 'SELECT * FROM api_import.unit_put(''t-new'', ''Enhed'', %L, ''9-15'', NULL)'
SELECT is(pg_temp.call(format(:'put', '00 11')), '(new)', 'new');
SELECT is(pg_temp.call(format(:'put', '00 11')), '(same)', 'repeated');
SELECT is(pg_temp.call(format(:'put', '00 22')), '(changed)', 'changed');
SELECT is((SELECT phone FROM data.unit WHERE key = 't-new'), '00 22',
	'to what it is now');
SELECT pg_temp.only(format(:'put', '00 11'));

SELECT * FROM finish();
ROLLBACK;
