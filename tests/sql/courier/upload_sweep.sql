-- SPDX-License-Identifier: EUPL-1.2
-- Goal: rejected bytes go after 14 days, those of a case never; the receipt stays.

BEGIN;
\ir common.psql
SELECT plan(13);

\set sweep 'SELECT ret_removed FROM api_courier.upload_sweep()'
CREATE FUNCTION pg_temp.has_bytes(in_upload uuid) RETURNS boolean
LANGUAGE sql AS $$
	SELECT EXISTS (SELECT FROM pg_largeobject_metadata m
		JOIN data.upload u ON u.content = m.oid WHERE u.id = in_upload)
$$;
SELECT pg_temp.read(:'a1', 'virus.pdf', 'bad') AS bad \gset
SELECT pg_temp.read(:'a1', 'brev.txt', 'good') AS good \gset
SELECT pg_temp.read(:'a1', 'brev2.txt', 'waiting') AS waiting \gset
SELECT pg_temp.take(), pg_temp.take() \g /dev/null
SELECT pg_temp.call(pg_temp.about(:'bad', 'SELECT FROM
	api_courier.upload_reject(%s, %L, ''malware'', NULL)')),
	pg_temp.call(pg_temp.about(:'good', 'SELECT FROM
	api_courier.upload_accept(%s, %L, ''text/plain'', NULL, NULL)'))
	\g /dev/null
SELECT is((SELECT string_agg(t.outcome, ' ' ORDER BY t.outcome)
	FROM data.upload_verdict t), 'accepted rejected', 'one of each');
SELECT clock(internal.clock() + interval '14 days') \g /dev/null
SELECT is(pg_temp.call(:'sweep'), '(0)', '14 days are not over');
SELECT clock(internal.clock() + interval '1 second') \g /dev/null
SELECT is(pg_temp.call(:'sweep'), '(1)', 'they are');
SELECT is(pg_temp.call(:'sweep'), '(0)', 'once');
SELECT ok(NOT pg_temp.has_bytes(:'bad'), 'the rejected bytes are gone');
SELECT ok(pg_temp.has_bytes(:'good'), 'those on the case stay');
SELECT ok(pg_temp.has_bytes(:'waiting'), 'and those not decided yet');
SELECT is((SELECT concat_ws(' ', u.file_name, u.size, h.sha256 = sha256('bad'),
	r.at IS NOT NULL) FROM data.upload u JOIN data.upload_removal r
	ON r.upload_id = u.id JOIN data.upload_hash h ON h.upload_id = u.id WHERE u.id = :'bad'), 'virus.pdf 3 t t',
	'the receipt stays, and says so');
SELECT is(attempt('minsag_system', 'SELECT lo_unlink(content) FROM data.upload
	WHERE id = ' || quote_literal(:'good')), '42501',
	'no other function can');
SELECT is(attempt('minsag_courier', 'SELECT internal.quarantine_remove(1)'),
	'42501', 'nor can the courier itself');
SELECT is((SELECT string_agg(p.proname, ' ') FROM pg_proc p
	WHERE p.proowner = 'minsag_remover'::regrole), 'quarantine_remove',
	'it is the only one of its owner''s');
SELECT is((SELECT count(*) FROM pg_auth_members m
	WHERE m.roleid = 'minsag_remover'::regrole), 0::bigint,
	'whom nobody can become');
SELECT pg_temp.only(:'sweep');

SELECT * FROM finish();
ROLLBACK;
