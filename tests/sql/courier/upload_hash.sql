-- SPDX-License-Identifier: EUPL-1.2
-- Goal: an upload's SHA-256 is noted once, by whoever has its job; bytes that
-- have another one are never let through, and none is on a case without it.

BEGIN;
\ir common.psql
SELECT plan(13);

\set hash 'SELECT ret_same FROM api_courier.upload_hash(%s, %L, '
\set accept 'SELECT ret_outcome FROM api_courier.upload_accept(%s, %L, ''text/plain'', NULL, NULL)'
SELECT pg_temp.sent(:'a1', 'brev.txt', 'abc') AS upload \gset
SELECT is(pg_temp.try(pg_temp.about(:'upload', :'hash' || 'sha256(''abc''))')),
	'MS409', 'not without a lease');
SELECT pg_temp.take() \g /dev/null
SELECT is(pg_temp.try(pg_temp.about(:'upload', :'accept')), 'MS409',
	'without a SHA-256 it comes on no case');
SELECT is((SELECT count(*) FROM data.document d
	WHERE d.source_key LIKE 'upload:%'), 0::bigint, 'nor does a part of it');
SELECT pg_temp.about(:'upload', :'hash') AS it \gset
SELECT is(pg_temp.try(:'it' || '''\x00'')'), '23514', 'no SHA-256');
SELECT is(pg_temp.call(:'it' || 'sha256(''abc''))'), '(t)', 'noted');
SELECT is(pg_temp.call(:'it' || 'sha256(''abc''))'), '(t)', 'the same again');
SELECT is(pg_temp.call(:'it' || 'sha256(''abd''))'), '(f)', 'of other bytes');
SELECT is((SELECT h.sha256 = sha256('abc') FROM data.upload_hash h
	WHERE h.upload_id = :'upload'), true, 'the first one stands');
SELECT is(pg_temp.call(pg_temp.about(:'upload', :'accept')), '(accepted)',
	'with it it comes on the case');
SELECT is((SELECT v.sha256 = sha256('abc') FROM data.version v
	JOIN data.upload_verdict t ON t.version_id = v.id), true,
	'which has the same');
-- Half a gigabyte is not hashed once more in one statement.
SELECT pg_temp.read(:'a1', 'brev.txt', 'abc') AS other \gset
SELECT lo_put(u.content, 0, 'xyz') FROM data.upload u
	WHERE u.id = :'other' \g /dev/null
SELECT is(internal.content_matches(u.content, 3, sha256('abc')), true,
	'what the courier has hashed is not read again')
	FROM data.upload u WHERE u.id = :'other';
SELECT clock(internal.clock() + interval '61 seconds') \g /dev/null
SELECT pg_temp.take(), pg_temp.take() \g /dev/null
SELECT is(pg_temp.try(:'it' || 'sha256(''abc''))'), 'MS409',
	'not with a stale lease');
SELECT pg_temp.only(:'it' || 'sha256(''abc''))');

SELECT * FROM finish();
ROLLBACK;
