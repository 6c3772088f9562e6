-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a case is recorded once; unit and deadline may change, title and area are corrected, another opening time is a conflict.

BEGIN;
\ir common.psql
SELECT plan(19);

\set put 'SELECT ret_outcome FROM api_import.case_put(''t-new'', %L, %L, %L, %L, %L, NULL, NULL, NULL, %L)'
SELECT is(pg_temp.call(format(:'put', 't-job', 't-unit', 'Sag',
	'2026-01-05 23:30Z', NULL, false)), '(new)', 'new');
SELECT is((SELECT (status, opened_on, latest_what)::text FROM data.case
	WHERE source_key = 't-new'), '(received,2026-01-06,opened)',
	'received, on the day it was in Denmark');
SELECT is((SELECT count(*) FROM data.case_event e JOIN data.case c
	ON c.id = e.case_id WHERE c.source_key = 't-new' AND e.what = 'opened'),
	1::bigint, 'its timeline has begun');
SELECT is(pg_temp.call(format(:'put', 't-job', 't-unit', 'Sag',
	'2026-01-05 23:30Z', NULL, false)), '(same)', 'repeated');
SELECT is(pg_temp.call(format(:'put', 't-job', 't-unit', 'Ny titel',
	'2026-01-05 23:30Z', '2026-02-01', false)), '(changed)', 'title and end change');
SELECT is((SELECT (title, closed_on)::text FROM data.case
	WHERE source_key = 't-new'), '("Ny titel",2026-02-01)', 'and are changed');
SELECT is((SELECT string_agg(a.action, ' ' ORDER BY a.id) FROM data.audit a
	JOIN data.case c ON c.id = a.case_id WHERE c.source_key = 't-new'),
	'case-new case-changed correct', 'all are in the audit');
SELECT is(pg_temp.call(format(:'put', 't-social', 't-unit', 'Ny titel',
	'2026-01-05 23:30Z', NULL, true)), '(held)', 'another area, held back');
SELECT is((SELECT area_key FROM data.case WHERE source_key = 't-new'),
	't-job', 'it stays where it is');
SELECT is(pg_temp.call(format(:'put', 't-job', 't-unit', 'Tredje',
	'2026-01-05 23:30Z', NULL, true)), '(held)', 'another title, held back');
SELECT is((SELECT title FROM data.case WHERE source_key = 't-new'),
	'Ny titel', 'it stays what it is');
SELECT is(pg_temp.call(format(:'put', 't-social', 't-unit', 'Ny titel',
	'2026-01-05 23:30Z', NULL, false)), '(changed)', 'another area: corrected');
SELECT is((SELECT area_key FROM data.case WHERE source_key = 't-new'),
	't-social', 'and it is that one');
SELECT is((SELECT string_agg(concat_ws('|', k.what, k.was, k.becomes), ', '
		ORDER BY k.id) FROM data.correction k),
	'case-title|Sag|Ny titel, case-area|t-job|t-social',
	'what was told before is on record');
SELECT is(pg_temp.try(format(:'put', 't-job', 't-unit', 'Ny titel',
	'2026-01-05 22:30Z', NULL, false)), 'MS409', 'another opening time: conflict');
SELECT is(pg_temp.try(format(:'put', 'nowhere', 't-unit', 'Sag',
	'2026-01-05 23:30Z', NULL, false)), 'MS404', 'no such area');
SELECT is(pg_temp.try(format(:'put', 't-job', 'nobody', 'Sag',
	'2026-01-05 23:30Z', NULL, false)), 'MS404', 'no such unit');
SELECT is(pg_temp.try(format(:'put', 't-job', 't-unit', 'Sag',
	'2026-01-05 23:30Z', '2026-01-05', false)), 'MS400', 'closed before it was opened');
SELECT pg_temp.only(format(:'put', 't-job', 't-unit', 'Sag',
	'2026-01-05 23:30Z', NULL, false));

SELECT * FROM finish();
ROLLBACK;
