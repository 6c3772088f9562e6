-- SPDX-License-Identifier: EUPL-1.2
-- Goal: whoever began an upload learns where it stands; nobody else does.

BEGIN;
\ir common.psql
SELECT plan(15);
SELECT gate('minsag_upload', 'SELECT * FROM api_upload.upload_offset(%L,
	''00000000-0000-4000-8000-000000000000'', NULL)');
CREATE FUNCTION pg_temp.stands(in_name text, in_upload uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_upload', format('SELECT * FROM
		api_upload.upload_offset(%L, %L, ''r3'')', tap.key(in_name),
		in_upload))
$$;
SELECT pg_temp.begin('anna', :'a1', 10) AS it \gset
SELECT is(pg_temp.stands('anna', :'it'),
	'(0,10,"filename eA==","2026-03-13 09:00:00+00")', 'begun');
SELECT pg_temp.append('anna', :'it', 0, 'abcd') \g /dev/null
SELECT is(pg_temp.stands('anna', :'it'),
	'(4,10,"filename eA==","2026-03-13 09:00:00+00")', 'with some bytes');
DELETE FROM data.audit;
SELECT is(pg_temp.stands(name, id::uuid), '', about)
	FROM (VALUES ('bent', :'it', 'another''s'), ('carla', :'it',
		'a stranger''s'), ('anna', :'none', 'none')) t (name, id, about);
SELECT is(pg_temp.audited(), 'upload denied 2 a1 r3, upload denied 3 a1 r3, '
	'upload absent 1 r3', 'are refused and audited');
SELECT pg_temp.append('anna', :'it', 4, 'efghij') \g /dev/null
SELECT is(pg_temp.stands('anna', :'it'),
	'(10,10,"filename eA==","2026-03-13 09:00:00+00")', 'received');
SELECT pg_temp.begin('anna', :'a1', 10) AS late \gset
SELECT clock('2026-03-13 10:00+01') \g /dev/null
UPDATE data.session SET idle_until = '2026-03-14 00:00+01',
	until = '2026-03-14 00:00+01' WHERE session_index = 'anna';
SELECT is(attempt('minsag_upload', format('SELECT * FROM
	api_upload.upload_offset(%L, %L, NULL)', key('anna'), :'late')), 'MS410',
	'expired');
SELECT is(pg_temp.stands('anna', :'it') <> '', true,
	'what is received does not expire');

SELECT * FROM finish();
ROLLBACK;
