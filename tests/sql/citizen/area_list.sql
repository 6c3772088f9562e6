-- SPDX-License-Identifier: EUPL-1.2
-- Goal: all areas, with the number of my cases in each.

BEGIN;
\ir ../fixture.sql
SELECT plan(8);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.area_list(%L)');
CREATE FUNCTION pg_temp.list(in_name text) RETURNS text LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT ret_key, ret_name_da,
		ret_name_en, ret_starts_on, ret_open, ret_cases
		FROM api_citizen.area_list(%L) WHERE ret_key LIKE ''t-%%''',
		tap.key(in_name)))
$$;
SELECT is(pg_temp.list('anna'),
$$(t-job,Beskæftigelse,Employment,2025-01-01,t,1)
(t-shut,"Lukket område","Closed area",2025-01-01,f,1)
(t-social,"Sociale forhold","Social services",2025-01-01,t,1)$$, 'Anna''s');
SELECT is(pg_temp.list('carla'),
$$(t-job,Beskæftigelse,Employment,2025-01-01,t,0)
(t-shut,"Lukket område","Closed area",2025-01-01,f,0)
(t-social,"Sociale forhold","Social services",2025-01-01,t,0)$$, 'Carla''s');

SELECT * FROM finish();
ROLLBACK;
