-- SPDX-License-Identifier: EUPL-1.2
-- Goal: bytes leave only after the rule and the audit row; every refusal is audited; parts of a file come as asked.

BEGIN;
\ir ../fixture.sql
SELECT plan(47);
SELECT gate('minsag_document', 'SELECT * FROM api_document.document_open(%L,
	''d1000000-0000-4000-8000-000000000001'', 0, 100, NULL)');
CREATE FUNCTION pg_temp.open(in_name text, in_version uuid, in_offset bigint,
	in_length integer) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_document', format('SELECT ret_media_type,
		ret_file_name, ret_size, ret_published_at AT TIME ZONE ''UTC'',
		convert_from(ret_bytes, ''UTF8'')
		FROM api_document.document_open(%L, %L, %L, %L, ''r1'')',
		tap.key(in_name), in_version, in_offset, in_length))
$$;
CREATE FUNCTION pg_temp.audit() RETURNS text LANGUAGE sql AS $$
	SELECT string_agg(concat_ws(' ', action, outcome, left(person_id::text, 1),
		left(case_id::text, 2), request_id, detail), ', ' ORDER BY id)
	FROM data.audit
$$;
\set head '(text/plain,fil-2.txt,26,"2026-02-13 09:00:00",'
SELECT is(pg_temp.open('anna', :'decision2', 0, 0), :'head' || '"")',
	'the facts alone');
SELECT is(pg_temp.audit(), 'case ok 1 a1 r1',
	'no byte left: nothing read, but the case looked at');
SELECT is(pg_temp.open('anna', :'decision2', "offset", 10), :'head' || '"")',
	format('%s is behind the end', "offset")) FROM unnest(ARRAY[26, 27, 1000,
		9223372036854775807]) "offset";
SELECT is(pg_temp.audit(), 'case ok 1 a1 r1',
	'no byte left: still nothing read');
DELETE FROM data.audit;
SELECT is(pg_temp.open('anna', :'decision2', "offset", "length"),
	:'head' || wanted || ')', format('%s bytes from %s', "length", "offset"))
	FROM (VALUES
	(0, 1000, '"Du får bevilget fleksjob."'), (0, 2, 'Du'), (3, 4, 'får'),
	(-9, 1000, 'fleksjob.'), (-9, 4, 'flek'),
	(-1000, 2, 'Du'), (26, 10, '""'), (1000, 10, '""'),
	(25, 10, '.')) t ("offset", "length", wanted);
SELECT is(pg_temp.open('anna', :'decision2', 9223372036854775807, 10),
	:'head' || '"")', 'far beyond the end');
SELECT is(pg_temp.open('anna', :'decision2', -9223372036854775808, 2),
	:'head' || 'Du)', 'far before the beginning');
SELECT is(pg_temp.audit(), 'read ok 1 a1 r1, case ok 1 a1 r1',
	'audited once a session');
SELECT is(rows('minsag_document', format('SELECT ret_sha256
	= sha256(''Du får bevilget fleksjob.'') FROM
	api_document.document_open(%L, %L, 0, 0, NULL)', key('anna'),
	:'decision2')), '(t)', 'the hash is that of the bytes');
INSERT INTO data.session (key_hash, person_id, display_name, level, issuer,
	name_id, name_id_format, session_index, started_at, idle, idle_until, until)
	SELECT sha256(key('anna again')), person_id, display_name, level, issuer,
		name_id, name_id_format, 'x', started_at, idle, idle_until, until
	FROM data.session WHERE session_index = 'anna';
SELECT pg_temp.open('anna again', :'decision2', 0, 10) \g /dev/null
SELECT is(pg_temp.audit(), 'read ok 1 a1 r1, case ok 1 a1 r1, read ok 1 a1 r1',
	'another session: another row');
DELETE FROM data.audit;
SELECT is(pg_temp.open(name, version::uuid, 0, 10), '', about) FROM (VALUES
	('anna', :'other', 'another''s'), ('anna', :'none', 'none'),
	('anna', :'hushed', 'not published'), ('carla', :'note', 'a stranger'),
	('anna', :'secret', 'withheld'), ('anna', :'gone', 'withdrawn'),
	('anna', :'early', 'before the start'), ('anna', :'shut', 'closed area'),
	('anna', :'medical', 'kind'), ('anna', :'private', 'withheld from her'),
	('anna', NULL, 'nothing')) t (name, version, about);
SELECT is(pg_temp.audit(), 'read denied 1 b1 r1, read absent 1 r1, '
	'read denied 1 a1 r1, read denied 3 a1 r1, read denied 1 a1 r1 withheld, '
	'read denied 1 a1 r1 withdrawn, read denied 1 a1 r1 before-start, '
	'read denied 1 a3 r1 area-closed, read denied 1 a2 r1 kind-not-shown, '
	'read denied 1 a2 r1 withheld, read absent 1 r1', 'all refusals audited');
SELECT is(left(pg_temp.open('bent', :'private', 0, 5), 11), '(text/plain',
	'what is withheld from Anna opens for Bent');
SELECT is(attempt('minsag_document', format('SELECT
	api_document.document_open(%L, %L, %s, NULL)', key('anna'), :'note', rest)),
	'MS400', rest) FROM unnest(ARRAY['0, -1', '0, 1048577', 'NULL, 1',
		'0, NULL']) rest;
SELECT internal.party_set(:'anna', :'a1', 'subject', '2026-01-05',
	internal.clock()) \g /dev/null
SELECT is(pg_temp.open('anna', :'note', 0, 10), '', 'revoked party');
SELECT is(rows('minsag_document', format('SELECT * FROM
	api_document.document_open(%L, %L, 0, 10, NULL)', key('bent'),
	:'other')) <> '', true, 'moves the sliding limit');
SELECT clock('2026-03-10 10:10+01') \g /dev/null
SELECT pg_temp.open('bent', :'other', 0, 10) \g /dev/null
SELECT is((SELECT idle_until FROM data.session WHERE session_index = 'bent'),
	'2026-03-10 10:40+01', 'opening is the citizen at work');

SELECT * FROM finish();
ROLLBACK;
