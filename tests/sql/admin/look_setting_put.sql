-- SPDX-License-Identifier: EUPL-1.2
-- Goal: names of staff are shown only when it was decided, and the decision is on record.

BEGIN;
\ir common.psql
SELECT plan(9);
DELETE FROM data.look_setting;
SELECT pg_temp.only('SELECT api_admin.look_setting_put(true)');
SELECT pg_temp.only('SELECT api_admin.look_setting_read()');
CREATE FUNCTION pg_temp.put(in_value text) RETURNS text LANGUAGE sql AS $$
	SELECT pg_temp.call('SELECT * FROM api_admin.look_setting_put(' || in_value
		|| ')') || ' ' || pg_temp.call('SELECT * FROM api_admin.look_setting_read()')
$$;
SELECT is(pg_temp.call('SELECT * FROM api_admin.look_setting_read()'), '(f)',
	'no until it was decided');
SELECT is(pg_temp.put('true'), '(t) (t)', 'yes');
SELECT is(pg_temp.put('true'), '(t) (t)', 'again');
SELECT is(pg_temp.put('false'), '(f) (f)', 'no');
SELECT is(pg_temp.try('SELECT api_admin.look_setting_put(NULL)'), 'MS400',
	'neither');
SELECT is((SELECT string_agg(concat_ws(' ', actor, action, detail), ', '
	ORDER BY id) FROM data.audit), 'system setting staff-names yes, '
	'system setting staff-names no', 'each change is on record');
SELECT is(attempt('minsag_system', 'DELETE FROM data.look_setting'), '42501',
	'and nobody takes it away');

SELECT * FROM finish();
ROLLBACK;
