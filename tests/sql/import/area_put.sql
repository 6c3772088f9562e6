-- SPDX-License-Identifier: EUPL-1.2
-- Goal: an area is recorded once; what it decides holds for its cases at once.

BEGIN;
\ir common.psql
SELECT plan(9);

\set put 'SELECT * FROM api_import.area_put(''t-job'', ''Beskæftigelse'', ''Employment'', ''99.01.01'', ''2025-01-01'', %L, ''note letter application decision assessment medical plan photo other'')'
SELECT is(pg_temp.call(format(:'put', true)), '(same)', 'known as it is');
SELECT cmp_ok((SELECT count(*) FROM data.unread u WHERE u.case_id = :'a1'), '>',
	0::bigint, 'the open area has something unread');
SELECT is(pg_temp.call(format(:'put', false)), '(changed)', 'closed');
SELECT is((SELECT count(*) FROM data.unread u WHERE u.case_id = :'a1'),
	0::bigint, 'the closed one has not');
SELECT is(array_to_string(internal.visibility(:'anna', :'note'), ' '),
	'area-closed', 'and shows nothing');
SELECT is((SELECT detail FROM data.audit WHERE action = 'area'), 't-job',
	'the change is in the audit');
SELECT is(pg_temp.call('SELECT * FROM api_import.area_put(''t-new'', ''N'',
	''N'', ''99.01.01'', ''2025-01-01'', true, ''note'')'), '(new)', 'new');
SELECT is(pg_temp.try('SELECT * FROM api_import.area_put(''t-new'', ''N'',
	''N'', ''99.99.99'', ''2025-01-01'', true, ''note'')'), 'MS404',
	'no such KLE number');
SELECT pg_temp.only(format(:'put', true));

SELECT * FROM finish();
ROLLBACK;
