-- SPDX-License-Identifier: EUPL-1.2
-- Goal: no chunk without the audit row; log-out, withdrawal and revocation take
-- effect between two chunks of a download.

BEGIN;
\ir ../fixture.sql
SELECT plan(38);
SELECT gate('minsag_document', 'SELECT * FROM api_document.document_chunk(%L,
	''d1000000-0000-4000-8000-000000000001'', 0, 100)');
CREATE FUNCTION pg_temp.code(in_name text, in_version uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.attempt('minsag_document', format('SELECT * FROM
		api_document.document_chunk(%L, %L, 0, 10)', tap.key(in_name),
		in_version))
$$;
-- As the worker begins a download; the same session reads on.
CREATE FUNCTION pg_temp.open(in_name text, in_version uuid, in_length integer)
	RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_document', format('SELECT FROM
		api_document.document_open(%L, %L, 0, %L, NULL)', tap.key(in_name),
		in_version, in_length))
$$;
SELECT is(pg_temp.code('anna', :'note'), 'MS403', 'not opened');
SELECT pg_temp.open('anna', :'note', 0) \g /dev/null
SELECT is(pg_temp.code('anna', :'note'), 'MS403',
	'asked for the facts alone');
SELECT pg_temp.open('anna', :'decision1', 1) \g /dev/null
SELECT is(pg_temp.code('anna', :'note'), 'MS403', 'opened another');
INSERT INTO data.session (key_hash, person_id, display_name, level, issuer,
	name_id, name_id_format, session_index, started_at, idle, idle_until, until)
	SELECT sha256(key('anna again')), person_id, display_name, level, issuer,
		name_id, name_id_format, 'x', started_at, idle, idle_until, until
	FROM data.session WHERE session_index = 'anna';
SELECT pg_temp.open('anna again', :'note', 1) \g /dev/null
SELECT is(pg_temp.code('anna', :'note'), 'MS403', 'opened in another session');
SELECT pg_temp.open(name, version::uuid, 1) FROM (VALUES ('anna', :'note'),
	('anna', :'decision2'), ('anna', :'letter'), ('anna', :'secret'),
	('bent', :'private')) t (name, version) \g /dev/null
SELECT is((SELECT count(*) FROM data.audit WHERE action = 'read'
	AND outcome = 'ok'), 6::bigint,
	'opened');
DELETE FROM data.audit WHERE outcome <> 'ok';
SELECT is(rows('minsag_document', format('SELECT convert_from(ret_bytes,
	''UTF8'') FROM api_document.document_chunk(%L, %L, %s)', key('anna'),
	:'decision2', rest)), wanted, rest) FROM (VALUES
	('0, 2', '(Du)'), ('17, 1000', '(fleksjob.)'),
	('26, 10', '("")'), ('9223372036854775807, 10', '("")')) t (rest, wanted);
SELECT is(attempt('minsag_document', format('SELECT * FROM
	api_document.document_chunk(%L, %L, %s)', key('anna'), :'note', rest)),
	'MS400', rest) FROM unnest(ARRAY['-1, 1', '0, 0', '0, 1048577', 'NULL, 1',
		'0, NULL']) rest;
SELECT is(pg_temp.code(name, version::uuid), wanted, about) FROM (VALUES
	('anna', :'note', 'ok', 'hers'),
	('anna', :'other', 'MS404', 'another''s'),
	('anna', :'none', 'MS404', 'none'),
	('anna', :'hushed', 'MS404', 'not published'),
	('carla', :'note', 'MS404', 'a stranger'),
	('carla', :'gone', 'MS404', 'a stranger to what is withdrawn'),
	('anna', :'secret', 'MS403', 'withheld'),
	('anna', :'gone', 'MS403', 'withdrawn'),
	('anna', :'shut', 'MS403', 'closed area'),
	('anna', :'private', 'MS403', 'withheld from her'),
	('bent', :'private', 'ok', 'but not from him'),
	('anna', NULL, 'MS404', 'nothing')) t (name, version, wanted, about);
SELECT is((SELECT count(*) FROM data.audit WHERE action = 'read'), 6::bigint,
	'document_open has audited; a chunk does not');
SELECT clock('2026-03-10 10:20+01') \g /dev/null
SELECT is(pg_temp.code('anna', :'note'), 'ok', 'still');
SELECT is((SELECT idle_until FROM data.session WHERE session_index = 'anna'),
	'2026-03-10 10:30+01', 'a download is not the citizen at work');
SELECT internal.withdraw(:'note', internal.clock(), 'wrong-case', 'x')
	\g /dev/null
SELECT is(pg_temp.code('anna', :'note'), 'MS403', 'withdrawn meanwhile');
SELECT internal.party_set(:'anna', :'a1', 'subject', '2026-01-05',
	internal.clock()) \g /dev/null
SELECT is(pg_temp.code('anna', :'decision2'), 'MS404', 'revoked meanwhile');
UPDATE data.session SET ended_at = internal.clock(), ended_by = 'citizen'
	WHERE session_index = 'anna';
SELECT is(pg_temp.code('anna', :'letter'), 'MS401', 'logged out meanwhile');

SELECT * FROM finish();
ROLLBACK;
