-- SPDX-License-Identifier: EUPL-1.2
-- Goal: bytes arrive once, in order, in an upload of one's own; the last one
-- seals it.

BEGIN;
\ir common.psql
SELECT plan(43);
SELECT gate('minsag_upload', 'SELECT * FROM api_upload.upload_append(%L,
	''00000000-0000-4000-8000-000000000000'', 0, ''a'', NULL)');
SELECT pg_temp.begin('anna', :'a1', 10) AS it \gset
CREATE FUNCTION pg_temp.code(in_name text, in_upload uuid, in_offset bigint,
	in_bytes bytea) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.attempt('minsag_upload', pg_temp.append_sql(in_name, in_upload,
		in_offset, in_bytes))
$$;
SELECT is(pg_temp.append('anna', :'it', 0, 'abcd'),
	'(4,"2026-03-13 09:00:00+00")', 'the first bytes');
SELECT is(pg_temp.append('anna', :'it', 4, ''),
	'(4,"2026-03-13 09:00:00+00")', 'none');
SELECT is(pg_temp.code('anna', :'it', at, bytes), wanted, about)
	FROM (VALUES (0, 'abcd'::bytea, 'MS409', 'the same bytes again'),
		(3, 'x', 'MS409', 'before'), (5, 'x', 'MS409', 'behind'),
		(-1, 'x', 'MS409', 'negative'), (NULL, 'x', 'MS409', 'nowhere'),
		(4, 'efghijk', 'MS413', 'more than announced'),
		(4, NULL, 'MS413', 'nothing')) t (at, bytes, wanted, about);
SELECT is((SELECT concat(received, ' ', convert_from(lo_get(content), 'UTF8'))
	FROM data.upload), '4 abcd', 'none of which has written anything');
SELECT pg_temp.begin('anna', :'a1', 5000000) AS big \gset
SELECT is(pg_temp.code('anna', :'big', 0, decode(repeat('00', 4194305),
	'hex')), 'MS413', 'more than 4 MiB at once');
SELECT is(pg_temp.code('anna', :'big', 0, decode(repeat('00', 4194304),
	'hex')), 'ok', '4 MiB');

-- The stranger, and the one who no longer is a party.
DELETE FROM data.audit;
SELECT is(pg_temp.append(name, id::uuid, 4, 'x'), '', about)
	FROM (VALUES ('bent', :'it', 'another''s'), ('carla', :'it',
		'a stranger''s'), ('anna', :'none', 'none')) t (name, id, about);
SELECT is(pg_temp.audited(), 'upload denied 2 a1 r2, upload denied 3 a1 r2, '
	'upload absent 1 r2', 'are refused and audited');
SELECT pg_temp.begin('bent', :'a2', 10) AS bents \gset
SELECT is(pg_temp.code('anna', :'bents', 0, 'x'), 'ok', 'not an error');
SELECT is((SELECT received FROM data.upload WHERE id = :'bents'), 0::bigint,
	'but the other party of the case writes nothing');
SELECT internal.party_set(:'bent', :'a2', 'guardian', '2026-01-05',
	internal.clock()) \g /dev/null
SELECT is(pg_temp.append('bent', :'bents', 0, 'x'), '', 'revoked meanwhile');
SELECT clock('2026-03-10 10:20+01') \g /dev/null
SELECT is(pg_temp.append('anna', :'it', 4, 'efg'),
	'(7,"2026-03-13 09:00:00+00")', 'goes on');
SELECT is((SELECT idle_until FROM data.session WHERE session_index = 'anna'),
	'2026-03-10 10:30+01', 'bytes on their way are not the citizen at work');

-- The last byte.
DELETE FROM data.audit;
SELECT is(pg_temp.append('anna', :'it', 7, 'hij'),
	'(10,"2026-03-13 09:00:00+00")', 'the last bytes');
SELECT is((SELECT concat_ws(' ', received, finished_at,
	convert_from(lo_get(content), 'UTF8')) FROM data.upload WHERE id = :'it'),
	'10 2026-03-10 09:20:00+00 abcdefghij', 'received');
SELECT is((SELECT count(*) FROM data.upload_hash), 0::bigint,
	'whose bytes are not hashed in the statement that a citizen waits for');
SELECT is(pg_temp.audited(), 'upload ok 1 a1 r2', 'and audited');
SELECT is((SELECT string_agg(concat_ws(' ', kind, key = :'it',
	subject = :'it'), ', ') FROM data.job WHERE kind = 'scan'), 'scan t t', 'it is to be checked');
SELECT is(pg_temp.code('anna', :'it', 10, 'k'), 'MS413', 'one more byte');
SELECT is(pg_temp.code('anna', :'it', 10, ''), 'ok', 'none more');
SELECT is((SELECT m.lomowner::regrole || ' ' || m.lomacl::text
	FROM pg_largeobject_metadata m JOIN data.upload u ON u.content = m.oid
	WHERE u.id = :'it'), 'minsag_system {minsag_system=r/minsag_system}',
	'the bytes are read-only and belong to who removes nothing');
SELECT is(attempt(role, format('SELECT lo_put(%s, 0, ''x'')', content)),
	'42501', role || ' can''t write to it') FROM data.upload,
	unnest(ARRAY['minsag_system', 'minsag_receiver', 'minsag_upload']) role
	WHERE id = :'it';
SELECT is(attempt(role, format('SELECT lo_unlink(%s)', content)), '42501',
	role || ' can''t remove it') FROM data.upload,
	unnest(ARRAY['minsag_system', 'minsag_receiver', 'minsag_upload']) role
	WHERE id = :'it';

-- What is past its time.
SELECT clock('2026-03-13 10:00+01') \g /dev/null
UPDATE data.session SET idle_until = '2026-03-14 00:00+01',
	until = '2026-03-14 00:00+01' WHERE session_index = 'anna';
SELECT is(pg_temp.code('anna', :'big', 4194304, 'x'), 'MS410', 'expired');
SELECT is(pg_temp.code('anna', :'it', 10, ''), 'ok',
	'what is received does not expire');

SELECT * FROM finish();
ROLLBACK;
