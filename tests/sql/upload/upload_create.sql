-- SPDX-License-Identifier: EUPL-1.2
-- Goal: an upload begins on one's own case alone and within the area's limits.

BEGIN;
\ir common.psql
SELECT plan(61);
SELECT gate('minsag_upload', 'SELECT * FROM api_upload.upload_create(%L,
	''a1000000-0000-4000-8000-000000000000'', 10, ''a.pdf'', '''', '''', NULL,
	NULL)');
SELECT is(rows('minsag_upload', format('SELECT ret_offset, ret_expires_at FROM
	api_upload.upload_create(%L, %L, 10, ''a.pdf'', ''application/pdf'',
	''filename YS5wZGY='', NULL, ''r1'')', key('anna'), :'a1')),
	'(0,"2026-03-13 09:00:00+00")', 'begun without bytes');
SELECT is(rows('minsag_upload', format('SELECT ret_offset FROM
	api_upload.upload_create(%L, %L, 10, ''a.pdf'', '''', '''', %L, ''r1'')',
	key('anna'), :'a1', 'abc'::bytea)), '(3)', 'begun with the first bytes');
SELECT is(pg_temp.audited(), NULL, 'what is not received is not audited');
SELECT is(rows('minsag_upload', format('SELECT ret_offset FROM
	api_upload.upload_create(%L, %L, 3, ''a.pdf'', '''', '''', %L, ''r1'')',
	key('anna'), :'a1', 'abc'::bytea)), '(3)', 'whole at once');
SELECT is((SELECT concat_ws(' ', finished_at,
	convert_from(lo_get(content), 'UTF8')) FROM data.upload
	WHERE finished_at IS NOT NULL), '2026-03-10 09:00:00+00 abc', 'finished');
SELECT is(pg_temp.audited(), 'upload ok 1 a1 r1', 'and audited');

-- Whose case.
DELETE FROM data.audit;
SELECT is(rows('minsag_upload', pg_temp.create_sql(name, id::uuid, 10, 'a',
	'', NULL)), '', about)
	FROM (VALUES ('anna', :'b1', 'another''s'), ('anna', :'none', 'none'),
		('carla', :'a1', 'a stranger')) t (name, id, about);
SELECT is(pg_temp.audited(), 'upload denied 1 b1 r1, upload absent 1 00 r1, '
	'upload denied 3 a1 r1', 'refusals are audited');
SELECT internal.party_set(:'bent', :'a2', 'guardian', '2026-01-05',
	internal.clock()) \g /dev/null
SELECT is(rows('minsag_upload', pg_temp.create_sql('bent', :'a2', 10, 'a',
	'', NULL)), '', 'no longer a party');
SELECT is(attempt('minsag_upload', pg_temp.create_sql('anna', :'a3', 10, 'a',
	'', NULL)), 'MS403', 'an area that is closed');

-- Names that the door should not have let through don't get in either.
SELECT is(attempt('minsag_upload', pg_temp.create_sql('anna', :'a1', 10, name,
	'', NULL)), wanted, about)
	FROM (VALUES ('', '23514', 'an empty name'), ('a/b', '23514', 'a path'),
		('a\b', '23514', 'a path of Windows'), ('..', '23514', 'a folder'),
		(repeat('x', 256), '23514', '256 characters'),
		(repeat('å', 255), 'ok', '255 characters'),
		(E'a\u202Egpj.exe', '23514', 'turned around'),
		(E'a\nb', '23514', 'a line feed'), (E'a\u200Bb', '23514', 'invisible'),
		('Lægeerklæring (2).pdf', 'ok', 'a Danish name'),
		(E'Sk\u00e6rmbillede kl. 9.41\u202fPM.png', 'ok', 'a screenshot''s name'),
		(E'\u0646\u0627\u0645\u0647\u200c\u0647\u0627.pdf', 'ok',
		 'a joiner in a Persian word'),
		(E'\U0001F468\u200D\U0001F467.jpg', 'ok', 'a joined picture letter'),
		(E'Ba\u030And.pdf', 'ok', 'a letter in two parts')) t (name, wanted, about);

-- Limits: a row of the area's own, with all of them small.
INSERT INTO data.upload_limit VALUES ('t-job', '{application/pdf,image/heic}',
	1000, 11, 2000);
SELECT is(attempt('minsag_upload', pg_temp.create_sql('anna', :'a1',
	size, 'a', type, bytes)), wanted, about)
	FROM (VALUES (1001, '', NULL, 'MS413', 'one byte more than a file may have'),
		(0, '', NULL, 'MS400', 'no bytes'), (-1, '', NULL, 'MS400', 'fewer'),
		(9, 'image/png', NULL, 'MS415', 'a type that is not taken'),
		(9, 'video/mp4', NULL, 'MS415', 'a film where none is taken'),
		(9, 'application/zip', NULL, 'MS415', 'an archive'),
		(9, 'text/html; charset=utf-8', NULL, 'MS415', 'HTML'),
		(2, '', 'abc'::bytea, 'MS413', 'more bytes than announced'))
	t (size, type, bytes, wanted, about);
SELECT is(rows('minsag_upload', pg_temp.create_sql('anna', :'a1', 9, 'a',
	type, NULL)) <> '', true, about)
	FROM (VALUES ('application/octet-stream', 'bytes are not refused'),
		('IMAGE/HEIF', 'HEIC by its other name')) t (type, about);
SELECT is(internal.upload_type_may(said, '{text/plain,audio/mp4}'), wanted,
	coalesce(nullif(said, ''), 'nothing') || ' as a hint') FROM (VALUES
	('', true), ('text/csv', true), ('application/vnd.ms-excel', true),
	('text/plain; charset=iso-8859-1', true), ('audio/x-m4a', true),
	('video/3gpp', true), ('image/svg+xml', false), ('application/pdf', false),
	('image/heif', false)) t (said, wanted);
-- What was begun and removed counts too, or there would be no end of it.
SELECT is(attempt('minsag_upload', format('SELECT api_upload.upload_remove(%L,
	%L, NULL)', key('anna'), id)), 'ok', 'one is given up')
	FROM (SELECT u.id FROM data.upload u JOIN data.case c ON c.id = u.case_id
		WHERE u.finished_at IS NULL AND c.area_key = 't-job' LIMIT 1) t;
SELECT is(attempt('minsag_upload', pg_temp.create_sql('anna', :'a1', 9, 'a',
	'', NULL)), 'MS403', 'one file more than the day''s');
SELECT clock('2026-03-11 00:01+01') \g /dev/null
UPDATE data.session SET idle_until = '2026-03-12 00:00+01',
	until = '2026-03-12 00:00+01' WHERE session_index = 'anna';
SELECT is(attempt('minsag_upload', pg_temp.create_sql('anna', :'a1', 1000, 'a',
	'', NULL)), 'ok', 'but tomorrow is another day');
SELECT is(attempt('minsag_upload', pg_temp.create_sql('anna', :'a1', 1000, 'a',
	'', NULL)), 'MS413', 'more bytes than a citizen may have');
SELECT is(attempt('minsag_upload', pg_temp.create_sql('anna', :'a2', 1000, 'a',
	'', NULL)), 'ok', 'in another area there is room');
UPDATE data.upload_limit SET day_files = 100, person_bytes = 100000;
SELECT pg_temp.begin('anna', :'a1', 9) FROM generate_series(1, 20 - (SELECT
	count(*)::int FROM data.upload WHERE finished_at IS NULL
		AND removed_at IS NULL)) \g /dev/null
SELECT is(attempt('minsag_upload', pg_temp.create_sql('anna', :'a1', 9, 'a',
	'', NULL)), 'MS403', 'too many unfinished ones');
SELECT is(attempt('minsag_upload', format('SELECT api_upload.upload_remove(%L,
	%L, NULL)', key('anna'), id)), 'ok', 'one is given up')
	FROM (SELECT id FROM data.upload WHERE finished_at IS NULL
		AND removed_at IS NULL LIMIT 1) t;
SELECT is(attempt('minsag_upload', pg_temp.create_sql('anna', :'a1', 9, 'a',
	'', NULL)), 'ok', 'and makes room');
DELETE FROM data.upload_limit;
SELECT is(attempt('minsag_upload', pg_temp.create_sql('anna', :'a2', 9, 'a',
	'', NULL)), 'MS403', 'without any limits nothing is taken');
-- A session that uploads is at work.
SELECT is((SELECT idle_until FROM data.session WHERE session_index = 'bent'),
	'2026-03-10 10:30+01', 'the sliding limit');

SELECT * FROM finish();
ROLLBACK;
