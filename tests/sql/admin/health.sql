-- SPDX-License-Identifier: EUPL-1.2
-- Goal: the program reaches the database with its own role.

BEGIN;
\ir common.psql
SELECT plan(2);

SELECT is(pg_temp.call('SELECT * FROM api_admin.health()'), '(t)', 'it does');
SELECT pg_temp.only('SELECT api_admin.health()');

SELECT * FROM finish();
ROLLBACK;
