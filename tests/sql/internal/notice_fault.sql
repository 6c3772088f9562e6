-- SPDX-License-Identifier: EUPL-1.2
-- Goal: an answer is told to whom it answers, a refused file to whom sent it, a new document to everyone but whom it came from.

BEGIN;
\ir ../fixture.sql
SELECT plan(14);
CREATE FUNCTION pg_temp.told(in_kind text) RETURNS text LANGUAGE sql AS $$
	SELECT coalesce(string_agg(left(n.person_id::text, 1) || ' '
		|| internal.notice_page(n.kind, n.case_id, n.subject), ', '
		ORDER BY n.at, n.person_id), '')
	FROM data.notice n WHERE n.kind = in_kind AND n.at >= internal.clock()
$$;
CREATE FUNCTION pg_temp.answer(in_remark uuid) RETURNS uuid LANGUAGE sql AS $$
	INSERT INTO data.answer (remark_id, case_id, person_id, outcome, reason,
			unit_key, role, client_key, at)
		SELECT r.id, r.case_id, r.person_id, 'noted', 'x', 't-unit', 'Sagsbehandler',
			gen_random_uuid(), internal.clock()
		FROM data.remark r WHERE r.id = in_remark RETURNING id
$$;
INSERT INTO data.remark (id, case_id, document_id, version_id, person_id, kind,
		body, client_key, at) VALUES
	('c1000000-0000-4000-8000-000000000001', :'a2', :'d_letter', :'letter',
	 :'anna', 'remark', 'x', gen_random_uuid(), internal.clock()),
	('c1000000-0000-4000-8000-000000000002', :'a2', NULL, NULL, :'bent',
	 'remark', 'x', gen_random_uuid(), internal.clock());
SELECT pg_temp.answer('c1000000-0000-4000-8000-000000000001') AS one,
	pg_temp.answer('c1000000-0000-4000-8000-000000000002') AS two \gset
SELECT is(internal.notice_fault(:'anna', :'a2', 'answered-remark', :'one'),
	NULL, 'the answer to my remark');
SELECT is(internal.notice_fault(:'bent', :'a2', 'answered-remark', :'one'),
	'not-shown', 'not to another party of the case');
SELECT is(internal.notice_fault(:'anna', :'a1', 'answered-remark', :'one'),
	'not-shown', 'not in another case');
SELECT is(internal.notice_fault(:'anna', :'a2', 'answered-remark', :'none'),
	'not-shown', 'no such answer');
SELECT internal.notice_add(:'anna', :'a2', 'answered-remark', :'one'),
	internal.notice_add(:'bent', :'a2', 'answered-remark', :'two')
	\g /dev/null
SELECT is(pg_temp.told('answered-remark'), '1 dokument.html?id='
	|| :'d_letter' || ', 2 sag.html?id=' || :'a2',
	'the page is the document, or the case');
SELECT internal.withdraw(:'letter', internal.clock(), 'wrong-case', 'x')
	\g /dev/null
SELECT is(internal.notice_fault(:'anna', :'a2', 'answered-remark', :'one'),
	'not-shown', 'not when its document is no longer shown');

-- Through the caseworker's function.
SELECT rows('postgres', format('SELECT ret_id IS NOT NULL FROM
	api_desk.remark_answer(%L, %L, NULL, %L, %L, %L, %L, NULL, %L)', 't-unit',
	'Sagsbehandler', 'Svar', 'c1000000-0000-4000-8000-000000000002', 'noted',
	'Tak', gen_random_uuid())) \g /dev/null
SELECT is((SELECT count(*) FROM data.notice WHERE kind = 'answered-remark'
	AND person_id = :'bent'), 2::bigint, 'an answer tells of itself');

-- Files.
INSERT INTO data.upload (id, person_id, case_id, file_name, said_type,
		metadata, size, received, content, created_at, expires_at, finished_at)
	SELECT ('f1000000-0000-4000-8000-00000000000' || n)::uuid, :'anna', :'a2',
		'x.txt', 'text/plain', '', 1, 1, lo_create(0), internal.clock(), internal.clock() + interval '1 day',
		internal.clock()
	FROM generate_series(1, 2) n;
SELECT internal.upload_judge('f1000000-0000-4000-8000-000000000001', NULL,
	'malware', 'text/plain', NULL) \g /dev/null
SELECT is(pg_temp.told('rejected-upload'), '1 sag.html?id=' || :'a2',
	'a refused file is told to whom sent it');
SELECT is(internal.notice_fault(:'bent', :'a2', 'rejected-upload',
	'f1000000-0000-4000-8000-000000000001'), 'not-shown', 'to nobody else');
SELECT is(internal.notice_fault(:'anna', :'a2', 'rejected-upload',
	'f1000000-0000-4000-8000-000000000002'), 'not-shown',
	'and not one that was not refused');
SELECT version(:'d_letter', 7, 'final', 'Fra Anna.') AS mine \gset
SELECT internal.upload_judge('f1000000-0000-4000-8000-000000000002', :'mine',
	NULL, 'text/plain', 1) \g /dev/null
DELETE FROM data.notice_part;
DELETE FROM data.notice WHERE kind = 'new-document';
SELECT ok(internal.publish(:'mine', internal.clock(), 'Borger'), 'published');
SELECT is(pg_temp.told('new-document'), '', 'what came from me is told to nobody');
SELECT rows('minsag_admin', format('SELECT ret_outcome FROM
	api_desk.upload_release(%L, %L, NULL, %L, %L)', 't-unit', 'Leder', 'Aftalt',
	:'mine')) \g /dev/null
SELECT is(pg_temp.told('new-document'), '2 dokument.html?id=' || :'d_letter',
	'released, it is news for the others alone');
SELECT is(internal.notice_fault(:'anna', :'a2', 'new-document', :'mine'),
	'read', 'for I know it');

SELECT * FROM finish();
ROLLBACK;
