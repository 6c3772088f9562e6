-- SPDX-License-Identifier: EUPL-1.2
-- Goal: an area is recorded once; what it decides holds for its cases at once.

BEGIN;
\ir common.psql
SELECT plan(15);

\set put 'SELECT * FROM api_import.area_put(''t-job'', ''Beskæftigelse'', ''Employment'', ''99.01.01'', ''2025-01-01'', %L, ''note letter application decision assessment medical plan photo other'', %L)'
SELECT is(pg_temp.call(format(:'put', true, false)), '(same,f)', 'known as it is');
SELECT cmp_ok((SELECT count(*) FROM data.unread u WHERE u.case_id = :'a1'), '>',
	0::bigint, 'the open area has something unread');
SELECT is(pg_temp.call(format(:'put', false, false)), '(changed,f)', 'closed');
SELECT is((SELECT split_part(key, ' ', 1) FROM data.job WHERE kind = 'area'),
	't-job', 'what is derived from it follows in a job');
SELECT is(array_to_string(internal.visibility(:'anna', :'note'), ' '),
	'area-closed', 'and shows nothing');
SELECT is((SELECT detail FROM data.audit WHERE action = 'area'), 't-job',
	'the change is in the audit');
SELECT is(pg_temp.call('SELECT * FROM api_import.area_put(''t-new'', ''N'',
	''N'', ''99.01.01'', ''2025-01-01'', true, ''note'', true)'), '(new,f)', 'new');
SELECT is(pg_temp.try('SELECT * FROM api_import.area_put(''t-new'', ''N'',
	''N'', ''99.99.99'', ''2025-01-01'', true, ''note'', true)'), 'MS404',
	'no such KLE number');
-- Less first, more last.
\set both 'SELECT * FROM api_import.area_put(''t-social'', ''S'', ''S'', ''99.01.01'', %L, %L, %L, %L)'
SELECT is(pg_temp.call(format(:'both', '2024-01-01', true, 'note plan', true)),
	'(changed,t)', 'fewer kinds, another kind, an earlier start: the first part');
SELECT is((SELECT (starts_on, is_open, shown_kinds)::text FROM data.area
	WHERE key = 't-social'), '(2025-01-01,t,{note})',
	'is what shows less');
SELECT is(pg_temp.call(format(:'both', '2024-01-01', true, 'note plan', false)),
	'(changed,f)', 'the second part');
SELECT is((SELECT (starts_on, is_open, shown_kinds)::text FROM data.area
	WHERE key = 't-social'), '(2024-01-01,t,"{note,plan}")', 'is the rest');
SELECT is(pg_temp.call(format(:'both', '2024-06-01', false, 'note', true)),
	'(changed,f)', 'what only shows less is done at once');
SELECT is(pg_temp.call(format(:'both', '2024-06-01', true, 'note', true)),
	'(same,t)', 'what only shows more waits');
SELECT pg_temp.only(format(:'put', true, false));

SELECT * FROM finish();
ROLLBACK;
