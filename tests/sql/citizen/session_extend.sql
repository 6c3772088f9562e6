-- SPDX-License-Identifier: EUPL-1.2
-- Goal: staying logged in moves the sliding limit at once and never past the absolute one.

BEGIN;
\ir ../fixture.sql
SELECT plan(9);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.session_extend(%L)');
SELECT clock('2026-03-10 10:00:10+01') \g /dev/null
SELECT is(rows('minsag_citizen', format(
	'SELECT * FROM api_citizen.session_extend(%L)', key('anna'))),
	'("2026-03-10 09:30:10+00","2026-03-10 16:00:00+00")', 'at once');
UPDATE data.session SET idle_until = until WHERE session_index = 'anna';
SELECT clock('2026-03-10 16:59+01') \g /dev/null
SELECT is(rows('minsag_citizen', format(
	'SELECT * FROM api_citizen.session_extend(%L)', key('anna'))),
	'("2026-03-10 16:00:00+00","2026-03-10 16:00:00+00")',
	'not past the absolute limit');
SELECT is((SELECT count(*) FROM data.session WHERE idle_until
	= '2026-03-10 10:30+01'), 3::bigint, 'no other session moved');

SELECT * FROM finish();
ROLLBACK;
