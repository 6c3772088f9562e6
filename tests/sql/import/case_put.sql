-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a case is recorded once; title, unit and deadline may change, the rest is a conflict.

BEGIN;
\ir common.psql
SELECT plan(13);

\set put 'SELECT ret_outcome FROM api_import.case_put(''t-new'', %L, %L, %L, %L, %L, NULL, NULL, NULL)'
SELECT is(pg_temp.call(format(:'put', 't-job', 't-unit', 'Sag',
	'2026-01-05 23:30Z', NULL)), '(new)', 'new');
SELECT is((SELECT (status, opened_on, latest_what)::text FROM data.case
	WHERE source_key = 't-new'), '(received,2026-01-06,opened)',
	'received, on the day it was in Denmark');
SELECT is((SELECT count(*) FROM data.case_event e JOIN data.case c
	ON c.id = e.case_id WHERE c.source_key = 't-new' AND e.what = 'opened'),
	1::bigint, 'its timeline has begun');
SELECT is(pg_temp.call(format(:'put', 't-job', 't-unit', 'Sag',
	'2026-01-05 23:30Z', NULL)), '(same)', 'repeated');
SELECT is(pg_temp.call(format(:'put', 't-job', 't-unit', 'Ny titel',
	'2026-01-05 23:30Z', '2026-02-01')), '(changed)', 'title and end change');
SELECT is((SELECT (title, closed_on)::text FROM data.case
	WHERE source_key = 't-new'), '("Ny titel",2026-02-01)', 'and are changed');
SELECT is((SELECT string_agg(a.action, ' ' ORDER BY a.id) FROM data.audit a
	JOIN data.case c ON c.id = a.case_id WHERE c.source_key = 't-new'),
	'case-new case-changed', 'both are in the audit');
SELECT is(pg_temp.try(format(:'put', 't-social', 't-unit', 'Ny titel',
	'2026-01-05 23:30Z', NULL)), 'MS409', 'another area: conflict');
SELECT is(pg_temp.try(format(:'put', 't-job', 't-unit', 'Ny titel',
	'2026-01-05 22:30Z', NULL)), 'MS409', 'another opening time: conflict');
SELECT is(pg_temp.try(format(:'put', 'nowhere', 't-unit', 'Sag',
	'2026-01-05 23:30Z', NULL)), 'MS404', 'no such area');
SELECT is(pg_temp.try(format(:'put', 't-job', 'nobody', 'Sag',
	'2026-01-05 23:30Z', NULL)), 'MS404', 'no such unit');
SELECT is(pg_temp.try(format(:'put', 't-job', 't-unit', 'Sag',
	'2026-01-05 23:30Z', '2026-01-05')), 'MS400', 'closed before it was opened');
SELECT pg_temp.only(format(:'put', 't-job', 't-unit', 'Sag',
	'2026-01-05 23:30Z', NULL));

SELECT * FROM finish();
ROLLBACK;
