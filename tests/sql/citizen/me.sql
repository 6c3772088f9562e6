-- SPDX-License-Identifier: EUPL-1.2
-- Goal: who am I; asking does not keep me logged in.

BEGIN;
\ir ../fixture.sql
SELECT plan(8);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.me(%L)');
SELECT is(rows('minsag_citizen', format('SELECT * FROM api_citizen.me(%L)',
	key('anna'))), '(Anna,2,"2026-03-10 08:00:00+00","2026-03-10 09:30:00+00","2026-03-10 16:00:00+00")',
	'name, level and limits');
SELECT clock('2026-03-10 10:20+01') \g /dev/null
SELECT rows('minsag_citizen', format('SELECT * FROM api_citizen.me(%L)',
	key('anna'))) \g /dev/null
SELECT is((SELECT idle_until FROM data.session WHERE session_index = 'anna'),
	'2026-03-10 10:30+01', 'the limit has not moved');

SELECT * FROM finish();
ROLLBACK;
