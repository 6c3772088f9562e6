-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a citizen reads their own choices, defaults filled in, for the areas in which they have a case; no address is among them.

BEGIN;
\ir ../fixture.sql
SELECT plan(11);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.notice_settings(%L)');
CREATE FUNCTION pg_temp.read(in_name text) RETURNS text LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT ret_off, ret_language,
		ret_daily_at, ret_quiet_from, ret_channels, ret_confirmed_at IS NULL,
		ret_area, ret_area_en, ret_channel, ret_pace, cardinality(ret_kinds)
		FROM api_citizen.notice_settings(%L)', tap.key(in_name)))
$$;
SELECT is(pg_temp.read('anna'),
$$(f,da,16:00,,"{digital-post,email}",t,t-job,Employment,digital-post,daily,4)
(f,da,16:00,,"{digital-post,email}",t,t-shut,"Closed area",digital-post,daily,4)
(f,da,16:00,,"{digital-post,email}",t,t-social,"Social services",digital-post,daily,4)$$,
	'the defaults');
SELECT is(pg_temp.read('carla'),
	'(f,da,16:00,,"{digital-post,email}",t,,,digital-post,daily,4)',
	'without a case: one row, no area');
INSERT INTO data.notice_person VALUES (:'bent', true, 'en', '08:00', '21:00',
	'07:30', internal.clock());
INSERT INTO data.notice_area VALUES (:'bent', 't-job', 'email', 'at-once',
	'{new-document}', internal.clock());
SELECT is(split_part(pg_temp.read('bent'), E'\n', 1),
	'(t,en,08:00,21:00,"{digital-post,email}",t,t-job,Employment,digital-post,at-once,1)',
	'what was chosen; e-mail without an address is Digital Post');
INSERT INTO data.notice_contact (person_id, sealed, code_hash, created_at,
		expires_at, confirmed_at)
	VALUES (:'bent', decode(repeat('00', 310), 'hex'), sha256('x'),
		internal.clock(), internal.clock(), internal.clock());
SELECT is(split_part(pg_temp.read('bent'), E'\n', 1),
	'(t,en,08:00,21:00,"{digital-post,email}",f,t-job,Employment,email,at-once,1)',
	'with one it is e-mail');
SELECT ok(pg_temp.read('anna') LIKE '(f,da,16:00,,"{digital-post,email}",t,%',
	'another''s choice and address are not mine');

SELECT * FROM finish();
ROLLBACK;
