-- SPDX-License-Identifier: EUPL-1.2
-- Goal: who am I; asking does not keep me logged in.

BEGIN;
\ir ../fixture.sql
SELECT plan(11);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.me(%L)');
SELECT is(rows('minsag_citizen', format('SELECT ret_name, ret_level,
	ret_started_at, ret_idle_until, ret_until FROM api_citizen.me(%L)',
	key('anna'))), '(Anna,2,"2026-03-10 08:00:00+00","2026-03-10 09:30:00+00","2026-03-10 16:00:00+00")',
	'name, level and limits');
SELECT clock('2026-03-10 10:20+01') \g /dev/null
SELECT rows('minsag_citizen', format('SELECT * FROM api_citizen.me(%L)',
	key('anna'))) \g /dev/null
SELECT is((SELECT idle_until FROM data.session WHERE session_index = 'anna'),
	'2026-03-10 10:30+01', 'the limit has not moved');

-- What a browser keeps is told apart by the tag.
UPDATE data.session SET idle_until = '2026-03-10 11:00+01'
	WHERE session_index IN ('anna', 'bent');
UPDATE data.session SET idle_until = '2026-03-10 11:00+01',
	until = '2026-03-10 17:00+01' WHERE session_index = 'over';
SELECT matches(rows('minsag_citizen', format('SELECT ret_tag FROM
	api_citizen.me(%L)', key('anna'))), '^\([0-9a-f]{32}\)$', 'a tag');
SELECT is(rows('minsag_citizen', format('SELECT ret_tag FROM
	api_citizen.me(%L)', key('over'))), rows('minsag_citizen', format(
	'SELECT ret_tag FROM api_citizen.me(%L)', key('anna'))),
	'the same in another session of the person');
SELECT isnt(rows('minsag_citizen', format('SELECT ret_tag FROM
	api_citizen.me(%L)', key('bent'))), rows('minsag_citizen', format(
	'SELECT ret_tag FROM api_citizen.me(%L)', key('anna'))),
	'another person''s is another');

SELECT * FROM finish();
ROLLBACK;
