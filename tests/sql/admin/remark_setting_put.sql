-- SPDX-License-Identifier: EUPL-1.2
-- Goal: how many remarks a day are taken is decided, within bounds, and on record.

BEGIN;
\ir common.psql
SELECT plan(11);
DELETE FROM data.remark_setting;
SELECT pg_temp.only('SELECT api_admin.remark_setting_put(5)');
SELECT pg_temp.only('SELECT api_admin.remark_setting_read()');
CREATE FUNCTION pg_temp.put(in_value text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.call('SELECT * FROM api_admin.remark_setting_put('
		|| in_value || ')') || ' '
		|| pg_temp.call('SELECT * FROM api_admin.remark_setting_read()')
$$;
SELECT is(pg_temp.call('SELECT * FROM api_admin.remark_setting_read()'),
	'(100)', 'a hundred until it was decided');
SELECT is(pg_temp.put('1'), '(1) (1)', 'few');
SELECT is(pg_temp.put('1'), '(1) (1)', 'again');
SELECT is(pg_temp.put('10000'), '(10000) (10000)', 'many');
SELECT is(pg_temp.try('SELECT api_admin.remark_setting_put(' || bad || ')'),
	'MS400', bad) FROM unnest(ARRAY['0', '10001', 'NULL']) bad;
SELECT is((SELECT string_agg(concat_ws(' ', actor, action, detail), ', '
	ORDER BY id) FROM data.audit), 'system setting remarks-day 1, '
	'system setting remarks-day 10000', 'each change is on record');
SELECT is(attempt('minsag_system', 'DELETE FROM data.remark_setting'), '42501',
	'and nobody takes it away');

SELECT * FROM finish();
ROLLBACK;
