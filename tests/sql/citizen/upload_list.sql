-- SPDX-License-Identifier: EUPL-1.2
-- Goal: a citizen sees what they have added and what became of it, in a list
-- and as a receipt; nobody else does, not even another party of the case.

BEGIN;
\ir ../upload/common.psql
SELECT plan(37);
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.upload_list(%L,
	''a1000000-0000-4000-8000-000000000000'', NULL, NULL, 20, NULL)');
SELECT gate('minsag_citizen', 'SELECT * FROM api_citizen.upload_read(%L,
	''a1000000-0000-4000-8000-000000000000'', NULL)');
CREATE FUNCTION pg_temp.list(in_name text, in_case uuid, in_rest text)
	RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT ret_file_name, ret_size,
		ret_received, ret_state, ret_reason FROM
		api_citizen.upload_list(%L, %L, %s, ''r5'')', tap.key(in_name),
		in_case, in_rest))
$$;
CREATE FUNCTION pg_temp.receipt(in_name text, in_upload uuid) RETURNS text
LANGUAGE sql AS $$
	SELECT tap.rows('minsag_citizen', format('SELECT ret_file_name, ret_size,
		ret_state, ret_finished_at, ret_sha256, ret_reason, ret_media_type,
		left(ret_document_id::text, 2) FROM
		api_citizen.upload_read(%L, %L, ''r6'')', tap.key(in_name), in_upload))
$$;
-- Begins one a minute.
CREATE FUNCTION pg_temp.named(in_name text, in_minute int, in_file text,
	in_bytes bytea) RETURNS uuid
LANGUAGE plpgsql AS $$
BEGIN
	PERFORM tap.clock(timestamptz '2026-03-10 10:00+01'
		+ in_minute * interval '1 minute');
	RETURN substr(tap.rows('minsag_upload', pg_temp.create_sql(in_name,
		'a1000000-0000-4000-8000-000000000000', 4, in_file, '', in_bytes)),
		2, 36)::uuid;
END
$$;
SELECT pg_temp.named('anna', 1, 'receiving', 'ab') AS receiving \gset
SELECT pg_temp.named('anna', 2, 'received', 'abcd') AS received \gset
SELECT pg_temp.named('anna', 3, 'checking', 'abcd') AS checking \gset
SELECT pg_temp.named('anna', 4, 'accepted', 'abcd') AS accepted \gset
SELECT pg_temp.named('anna', 5, 'rejected', 'abcd') AS rejected \gset
SELECT pg_temp.named('anna', 6, 'given up', 'ab') AS given \gset
SELECT tap.rows('minsag_upload', format('SELECT
	api_upload.upload_remove(%L, %L, NULL)', key('anna'), :'given')) \g /dev/null
SELECT clock('2026-03-10 10:07+01') \g /dev/null
INSERT INTO data.upload_check SELECT unnest(ARRAY[:'checking', :'accepted',
	:'rejected']::uuid[]), internal.clock();
INSERT INTO data.upload_hash VALUES (:'accepted', sha256('abcd'));
INSERT INTO data.upload_verdict VALUES
	(:'accepted', internal.clock(), 'accepted', NULL, 'image/png', NULL,
	 :'note'),
	(:'rejected', internal.clock(), 'rejected', 'malware', NULL, NULL, NULL);
SELECT is(pg_temp.list('anna', :'a1', 'NULL, NULL, 20'),
$$(rejected,4,4,rejected,malware)
(accepted,4,4,on-case,)
(checking,4,4,checking,)
(received,4,4,received,)
(receiving,4,2,receiving,)$$, 'each with its state, the newest first');
SELECT is(pg_temp.list('anna', :'a1', format('%L, %L, 2', created_at, id)),
$$(checking,4,4,checking,)
(received,4,4,received,)$$, 'a later page')
	FROM data.upload WHERE id = :'accepted';
SELECT is(pg_temp.list('anna', :'a2', 'NULL, NULL, 20'), '', 'another case');
SELECT is(pg_temp.receipt('anna', :'received'),
	'(received,4,received,"2026-03-10 09:02:00+00",,,,)', 'a receipt');
SELECT is(split_part(pg_temp.receipt('anna', :'accepted'), ',', 5), format(
	'"%s"', replace(sha256('abcd')::text, '\', '\\')),
	'with the SHA-256 when the bytes have been read');
SELECT is(split_part(pg_temp.receipt('anna', :'accepted'), ',', 7),
	'image/png', 'with the type that was found');
SELECT is(split_part(pg_temp.receipt('anna', :'accepted'), ',', 8), 'd1)',
	'and the document that it became');
SELECT is(pg_temp.receipt('anna', :'rejected') LIKE '%,malware,,)', true,
	'or why not');
SELECT is((SELECT string_agg(concat_ws(' ', action, outcome,
	left(person_id::text, 1), left(case_id::text, 2), request_id), ', '
	ORDER BY id) FROM data.audit WHERE request_id = 'r5'),
	'case ok 1 a2 r5', 'a look at a case, once a session');

-- Who does not.
DELETE FROM data.audit;
SELECT is(pg_temp.list(name, id::uuid, 'NULL, NULL, 20'), '', about)
	FROM (VALUES ('anna', :'b1', 'another''s case'), ('anna', :'none', 'none'),
		('carla', :'a1', 'a stranger')) t (name, id, about);
SELECT is((SELECT string_agg(concat_ws(' ', action, outcome, request_id),
	', ' ORDER BY id) FROM data.audit),
	'upload denied r5, upload absent r5, upload denied r5',
	'refusals are audited');
DELETE FROM data.audit;
SELECT is(pg_temp.receipt(name, id::uuid), '', about)
	FROM (VALUES ('bent', :'received', 'another''s'),
		('carla', :'received', 'a stranger''s'), ('anna', :'none', 'none'),
		('anna', :'given', 'given up')) t (name, id, about);
SELECT is(pg_temp.audited(), 'upload denied 2 a1 r6, upload denied 3 a1 r6, '
	'upload absent 1 r6, upload denied 1 a1 r6', 'refusals are audited');
SELECT internal.party_set(:'bent', :'a1', 'guardian', '2026-01-05', NULL)
	\g /dev/null
SELECT is(pg_temp.list('bent', :'a1', 'NULL, NULL, 20'), '',
	'another party sees documents, not my uploads');
SELECT is(pg_temp.receipt('bent', :'received'), '', 'nor my receipt');
SELECT is(attempt('minsag_citizen', format('SELECT * FROM
	api_citizen.upload_list(%L, %L, NULL, NULL, 1000, NULL)', key('anna'),
	:'a1')), 'MS400', 'page too big');

-- Time, and the end of the right.
SELECT clock('2026-03-13 10:30+01') \g /dev/null
UPDATE data.session SET idle_until = '2026-03-14 00:00+01',
	until = '2026-03-14 00:00+01' WHERE session_index = 'anna';
SELECT is(split_part(pg_temp.receipt('anna', :'receiving'), ',', 3),
	'expired', 'past its time');
SELECT rows('minsag_upload', 'SELECT * FROM api_upload.sweep()') \g /dev/null
SELECT is(pg_temp.list('anna', :'a1', 'NULL, NULL, 20') LIKE
	'%(receiving,4,2,expired,)', true, 'and still told when its bytes are gone');
SELECT internal.party_set(:'anna', :'a1', 'subject', '2026-01-05',
	internal.clock()) \g /dev/null
SELECT is(pg_temp.list('anna', :'a1', 'NULL, NULL, 20'), '',
	'no longer a party');
SELECT is(pg_temp.receipt('anna', :'received'), '', 'no longer a party');

SELECT * FROM finish();
ROLLBACK;
